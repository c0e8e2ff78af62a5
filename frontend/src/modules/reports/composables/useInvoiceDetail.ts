import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { fetchInvoice, type CompanyId, type InvoiceDetail } from '../api';
import { ApiError, SessionEndedError } from '@/shared/api/errors';

/** One invoice with its lines, payments and journal entry. */
export function useInvoiceDetail(companyId: Ref<CompanyId | null>, id: Ref<string>) {
  const invoice = shallowRef<InvoiceDetail | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let controller: AbortController | null = null;

  async function load(): Promise<void> {
    controller?.abort();
    if (companyId.value === null) return;
    const own = new AbortController();
    controller = own;
    invoice.value = null;
    error.value = null;
    if (!/^\d{1,15}$/.test(id.value)) {
      error.value = new ApiError(404, 'no such invoice');
      return;
    }
    loading.value = true;
    try {
      const answer = await fetchInvoice(Number(id.value), companyId.value, own.signal);
      if (controller === own) invoice.value = answer;
    } catch (problem) {
      if (controller === own && !(problem instanceof SessionEndedError)) error.value = problem;
    } finally {
      if (controller === own) loading.value = false;
    }
  }

  watch([companyId, id], load, { immediate: true });
  onScopeDispose(() => controller?.abort());

  return { invoice, error, loading, reload: load };
}
