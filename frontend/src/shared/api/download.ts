import { httpClient, type RequestOptions } from './client';
import { ApiError } from './errors';

/*
 * A file from the server. It is fetched with the session's token and not by a link, because a link
 * carries no token, and so that a refusal can be shown and a long one called off.
 */

export interface DownloadedFile {
  name: string;
  content: Blob;
}

/** The name in a Content-Disposition; the encoded form (RFC 6266) wins over the plain one. */
export function fileNameOf(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded) {
    try {
      return decodeURIComponent(encoded.trim());
    } catch {
      // Not what it says it is: the plain name may still be good.
    }
  }
  const plain = /filename="([^"]+)"|filename=([^;\s]+)/i.exec(disposition ?? '');
  return plain?.[1] ?? plain?.[2] ?? otherwise;
}

/** Fetches a file; `onProgress` is told the bytes that have come so far. */
export async function downloadFile(
  path: string,
  options: Pick<RequestOptions, 'query' | 'path' | 'signal'> & {
    onProgress?: (bytes: number) => void;
  } = {},
): Promise<DownloadedFile> {
  const { onProgress, ...request } = options;
  const response = await httpClient.respond('get', path, request);
  const name = fileNameOf(response.headers.get('Content-Disposition'), 'export');
  const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
  if (!response.body) return { name, content: await response.blob() };

  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      bytes += value.byteLength;
      onProgress?.(bytes);
    }
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, 'the file was cut off');
  }
  return { name, content: new Blob(pieces, { type }) };
}

/** Hands the file to the browser, which saves it. */
export function saveFile(file: DownloadedFile): void {
  const address = URL.createObjectURL(file.content);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // The browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
