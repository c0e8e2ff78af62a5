import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { CompanyId, Receipt } from '../api';
import { MAX_UPLOAD_BYTES, fromFilePath } from '../attachmentsApi';
import { ApiError } from '@/shared/api/errors';
import { useUploadsStore } from '@/shared/uploads/uploadsStore';

/** What the server would answer to a file that is too large; it need not be sent to know it. */
export function refuseLarge(files: readonly File[]): void {
  if (files.some((file) => file.size > MAX_UPLOAD_BYTES)) throw new ApiError(413, 'too large');
}

/**
 * Files that become receipts, one each. A single one is opened as soon as the server has it. Where
 * there is no network, and for a pile, the page where they gather is opened: the files are kept in
 * the browser and go by themselves.
 */
export function useIntake(companyId: Ref<CompanyId | null>) {
  const route = useRoute();
  const router = useRouter();
  const uploads = useUploadsStore();
  const taking = ref(false);
  const failure = shallowRef<unknown>(null);
  const stops = new Set<() => void>();

  const query = () => ({ company_id: route.query.company_id });
  const openPile = () => router.push({ name: 'receipts-to-check', query: query() });

  /** The receipt that a file has become; null where it will be known later. */
  function outcome(key: string): Promise<Receipt | null> {
    return new Promise((resolve, reject) => {
      const give = () => finish(() => resolve(null));
      const stopSent = uploads.onSent((sent) => {
        if (sent.key === key) finish(() => resolve(sent.answer as Receipt));
      });
      const stopWatch = watch(
        () => uploads.state,
        ({ files, away }) => {
          const file = files.find((item) => item.key === key);
          if (file?.refusal) {
            const { code, message } = file.refusal;
            void uploads.discard(key);
            finish(() => reject(new ApiError(422, message, { code: code ?? undefined })));
          } else if (away || !file) {
            // Without a network, or when another tab of this browser has sent it.
            give();
          }
        },
      );
      stops.add(give);

      function finish(end: () => void): void {
        stopSent();
        stopWatch();
        stops.delete(give);
        end();
      }
    });
  }
  onScopeDispose(() => stops.forEach((stop) => stop()));

  async function take(files: readonly File[]): Promise<void> {
    if (companyId.value === null || taking.value) return;
    taking.value = true;
    failure.value = null;
    try {
      refuseLarge(files);
      const keys = await uploads.add({
        companyId: companyId.value,
        path: fromFilePath,
        page: 'receipts-to-check',
        files,
      });
      const [key] = keys;
      const receipt = key !== undefined && keys.length === 1 ? await outcome(key) : null;
      if (receipt) {
        const params = { receiptId: String(receipt.id) };
        await router.push({ name: 'receipt', params, query: query() });
      } else if (route.name !== 'receipts-to-check') {
        await openPile();
      }
    } catch (error) {
      failure.value = error;
    } finally {
      taking.value = false;
    }
  }

  return { taking, failure, take };
}
