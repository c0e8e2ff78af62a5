import { ref, shallowRef } from 'vue';
import { exportPaths, type CompanyId, type ExportBatch } from '../api';
import { downloadFile, saveFile } from '@/shared/api/download';
import { SessionEndedError } from '@/shared/api/errors';

export const noteFormats = ['xlsx', 'csv'] as const;
export type NoteFormat = (typeof noteFormats)[number];

/** Accounting notes for ROA as files: a new batch of all approved receipts, or one of before. */
export function useNotesDownload() {
  const working = ref(false);
  const fileName = ref('');
  const failure = shallowRef<unknown>(null);

  /** False where no file came; then `failure` says why. A new batch may exist all the same. */
  async function download(
    companyId: CompanyId,
    format: NoteFormat,
    batch?: ExportBatch['id'],
  ): Promise<boolean> {
    if (working.value) return false;
    working.value = true;
    fileName.value = '';
    failure.value = null;
    try {
      const query = { company_id: companyId, format };
      const file = await (batch === undefined
        ? downloadFile(exportPaths.make, { query })
        : downloadFile(exportPaths.again, { query, path: { id: batch } }));
      saveFile(file);
      fileName.value = file.name;
      return true;
    } catch (error) {
      if (!(error instanceof SessionEndedError)) failure.value = error;
      return false;
    } finally {
      working.value = false;
    }
  }

  return { working, fileName, failure, download };
}
