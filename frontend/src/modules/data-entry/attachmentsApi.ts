import type { CompanyId, Receipt, ReceiptKey } from './api';
import { apiDelete, apiGetWithMeta, httpClient } from '@/shared/api/client';
import type { Answer, Query } from '@/shared/api/types';

export type Attachment = Receipt['attachments'][number];
export type ToCheckPage = Answer<'/api/data-entry/receipts/to-check'>;
export type ToCheckRow = ToCheckPage['items'][number];
export type ToCheckQuery = Query<'/api/data-entry/receipts/to-check'>;

/** Where a single file becomes a draft of its own, once for each Idempotency-Key. */
export const fromFilePath = '/api/data-entry/receipts/from-file';

/** What the server takes; it looks at the content, this is for the window that chooses files. */
export const acceptedFiles = 'image/jpeg,image/png,image/webp,image/heic,.heic,application/pdf';

/** In bytes, for one request. */
export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;

export const attachmentsOf = (receipt: Receipt | null): Attachment[] => receipt?.attachments ?? [];

export async function addAttachments(key: ReceiptKey, files: readonly File[]): Promise<void> {
  const body = new FormData();
  for (const file of files) body.append('file', file, file.name);
  await httpClient.request('post', '/api/data-entry/receipts/{id}/attachments', {
    path: { id: key.id },
    query: { company_id: key.companyId },
    body,
  });
}

export function fetchAttachments(key: ReceiptKey, signal?: AbortSignal) {
  return apiGetWithMeta('/api/data-entry/receipts/{id}/attachments', {
    path: { id: key.id },
    query: { company_id: key.companyId },
    signal,
  });
}

export function removeAttachment(companyId: CompanyId, id: Attachment['id']): Promise<void> {
  return apiDelete('/api/data-entry/attachments/{id}', {
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

export function fetchToCheck(query: ToCheckQuery, signal?: AbortSignal) {
  return apiGetWithMeta('/api/data-entry/receipts/to-check', { query, signal });
}
