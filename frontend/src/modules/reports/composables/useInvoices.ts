import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { fetchInvoices, type CompanyId, type InvoicePage } from '../api';
import { requestFromFilters, type InvoiceFilters } from './invoiceFilters';
import { SessionEndedError } from '@/shared/api/errors';

/**
 * The page of invoices that the filters ask for. A new question cancels the one under way; the
 * former answer stays in sight until the new one comes.
 */
export function useInvoices(companyId: Ref<CompanyId | null>, filters: Ref<InvoiceFilters>) {
  const page = shallowRef<InvoicePage | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let controller: AbortController | null = null;

  const request = computed(() =>
    companyId.value === null ? null : requestFromFilters(filters.value, companyId.value),
  );
  // Opening the drawer changes the address too: only a different question is asked again.
  const question = computed(() => JSON.stringify(request.value));

  async function load(): Promise<void> {
    controller?.abort();
    if (!request.value) return;
    const own = new AbortController();
    controller = own;
    loading.value = true;
    error.value = null;
    try {
      const answer = await fetchInvoices(request.value, own.signal);
      if (controller === own) page.value = answer;
    } catch (problem) {
      if (controller !== own || problem instanceof SessionEndedError) return;
      error.value = problem;
      page.value = null;
    } finally {
      if (controller === own) loading.value = false;
    }
  }

  watch(
    companyId,
    () => {
      // Another company's figures must not stand below the new name for a moment.
      page.value = null;
    },
    { flush: 'sync' },
  );
  watch(question, load, { immediate: true });
  onScopeDispose(() => controller?.abort());

  return { page, error, loading, reload: load };
}
