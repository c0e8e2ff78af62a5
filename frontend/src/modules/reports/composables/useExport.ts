import { onScopeDispose, ref, shallowRef } from 'vue';
import { downloadFile, saveFile } from '@/shared/api/download';
import { SessionEndedError } from '@/shared/api/errors';

export const exportFormats = ['xlsx', 'pdf', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export type ExportQuery = Record<string, string | number | boolean | null | undefined>;

export type ExportState =
  | { kind: 'idle' }
  | { kind: 'working'; format: ExportFormat; bytes: number }
  | { kind: 'done'; name: string }
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: unknown };

/** One export at a time: started, followed, called off. Leaving the page calls it off as well. */
export function useExport() {
  const state = shallowRef<ExportState>({ kind: 'idle' });
  const controller = ref<AbortController | null>(null);

  async function start(path: string, format: ExportFormat, query: ExportQuery): Promise<void> {
    if (controller.value) return;
    const own = new AbortController();
    controller.value = own;
    state.value = { kind: 'working', format, bytes: 0 };
    try {
      const file = await downloadFile(path, {
        query: { ...query, format },
        signal: own.signal,
        onProgress: (bytes) => {
          if (!own.signal.aborted) state.value = { kind: 'working', format, bytes };
        },
      });
      saveFile(file);
      state.value = { kind: 'done', name: file.name };
    } catch (error) {
      if (own.signal.aborted) state.value = { kind: 'cancelled' };
      else if (error instanceof SessionEndedError) state.value = { kind: 'idle' };
      else state.value = { kind: 'failed', error };
    } finally {
      controller.value = null;
    }
  }

  function cancel(): void {
    controller.value?.abort();
  }

  function dismiss(): void {
    if (!controller.value) state.value = { kind: 'idle' };
  }

  onScopeDispose(cancel);
  return { state, start, cancel, dismiss };
}
