import type { CompanyId, Receipt, ReceiptKey } from './api';
import { httpClient, type WithMeta } from '@/shared/api/client';

/** One file of a receipt: a photo, or a document with one or more pages. */
export interface Attachment {
  id: number;
  file_name: string;
  media_type: string;
  size_bytes: number;
  /** Of the first page, upright, in pixels. */
  width: number;
  height: number;
  pages: number;
  /** SHA-256 of the bytes. */
  content_hash: string;
  created_at: string;
}

/** A draft that has a picture and lacks something. */
export interface ToCheckRow {
  id: number;
  version: number;
  created_at: string;
  file_name: string;
  attachment_id: number;
  supplier_name?: string | null;
  supplier_cui?: string | null;
  number?: string | null;
  date?: string | null;
  total?: string | null;
  /** Names of fields of the receipt. */
  missing: string[];
  doubtful: string[];
}

export interface ToCheckPage {
  items: ToCheckRow[];
  total: number;
  page: number;
  page_size: number;
}

export interface ToCheckQuery {
  company_id: CompanyId;
  page: number;
  page_size: number;
}

/** Where a single file becomes a draft of its own, once for each Idempotency-Key. */
export const fromFilePath = '/api/data-entry/receipts/from-file';

/** What the server takes; it looks at the content, this is for the window that chooses files. */
export const acceptedFiles = 'image/jpeg,image/png,image/webp,image/heic,.heic,application/pdf';

/** In bytes, for one request. */
export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;

export const attachmentsOf = (receipt: Receipt | null): Attachment[] =>
  (receipt?.attachments ?? []) as unknown as Attachment[];

export async function addAttachments(key: ReceiptKey, files: readonly File[]): Promise<void> {
  const body = new FormData();
  for (const file of files) body.append('file', file, file.name);
  await httpClient.request('post', '/api/data-entry/receipts/{id}/attachments', {
    path: { id: key.id },
    query: { company_id: key.companyId },
    body,
  });
}

export async function fetchAttachments(
  key: ReceiptKey,
  signal?: AbortSignal,
): Promise<WithMeta<{ items: Attachment[] }>> {
  const answer = await httpClient.request('get', '/api/data-entry/receipts/{id}/attachments', {
    path: { id: key.id },
    query: { company_id: key.companyId },
    signal,
  });
  return { data: answer as { items: Attachment[] }, asOf: null };
}

export async function removeAttachment(companyId: CompanyId, id: Attachment['id']): Promise<void> {
  await httpClient.request('delete', '/api/data-entry/attachments/{id}', {
    path: { id },
    query: { company_id: companyId },
  });
}

/** Which sight of a file: small, or one of its pages from 1, upright. */
export type PictureView = 'thumbnail' | number;

export interface PictureSource {
  companyId: CompanyId;
  id: Attachment['id'];
  view: PictureView;
}

export async function fetchPicture(source: PictureSource, signal?: AbortSignal): Promise<Blob> {
  const { companyId, id, view } = source;
  const end = view === 'thumbnail' ? 'thumbnail' : `pages/${view}`;
  const response = await httpClient.respond('get', `/api/data-entry/attachments/{id}/${end}`, {
    path: { id },
    query: { company_id: companyId },
    headers: { Accept: 'image/*' },
    signal,
  });
  return response.blob();
}

export async function fetchToCheck(
  query: ToCheckQuery,
  signal?: AbortSignal,
): Promise<WithMeta<ToCheckPage>> {
  const address = '/api/data-entry/receipts/to-check';
  const answer = await httpClient.request('get', address, { query: { ...query }, signal });
  return { data: answer as ToCheckPage, asOf: null };
}
