import type { Attachment, ToCheckRow } from '../attachmentsApi';

/** A photo as the server describes it, for tests. */
export function attachment(patch: Partial<Attachment> = {}): Attachment {
  return {
    id: 21,
    file_name: 'bon.jpg',
    media_type: 'image/jpeg',
    size_bytes: 120_000,
    width: 900,
    height: 1600,
    pages: 1,
    content_hash: '5f'.repeat(32),
    created_at: '2025-11-03T10:00:00Z',
    ...patch,
  };
}

export function toCheckRow(patch: Partial<ToCheckRow> = {}): ToCheckRow {
  return {
    id: 7,
    version: 2,
    created_at: '2025-11-03T10:00:00Z',
    file_name: 'bon.jpg',
    attachment_id: 21,
    supplier_name: null,
    supplier_cui: null,
    number: null,
    date: null,
    total: null,
    missing: ['number', 'total'],
    doubtful: [],
    ...patch,
  };
}

export const photo = (name = 'bon.jpg') => new File(['x'], name, { type: 'image/jpeg' });

/** What choosing files in the window of the system does. */
export async function chooseFiles(input: HTMLInputElement, files: File[]): Promise<void> {
  Object.defineProperty(input, 'files', { configurable: true, value: files });
  input.dispatchEvent(new Event('change'));
  await new Promise((done) => setTimeout(done, 0));
}
