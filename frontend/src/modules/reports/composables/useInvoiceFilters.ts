import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import {
  defaultFilters,
  filtersFromQuery,
  queryFromFilters,
  type InvoiceFilters,
  type SortKey,
} from './invoiceFilters';

/** Reads the selection from the address and writes it there: the address is the only truth. */
export function useInvoiceFilters() {
  const route = useRoute();
  const router = useRouter();
  const filters = computed(() => filtersFromQuery(route.query));

  /** A new selection starts on its first page. `replace` leaves no step in the history. */
  async function change(
    patch: Partial<InvoiceFilters>,
    options: { replace?: boolean } = {},
  ): Promise<void> {
    const next = { ...filters.value, page: 1, ...patch };
    const query = queryFromFilters(next, route.query);
    await router[options.replace ? 'replace' : 'push']({ query });
  }

  /** The same column again turns the order round; figures and days begin with the largest. */
  function sortBy(sort: SortKey): Promise<void> {
    const { sort: now, order } = filters.value;
    if (now === sort) return change({ order: order === 'asc' ? 'desc' : 'asc' });
    return change({ sort, order: sort === 'partner' ? 'asc' : 'desc' });
  }

  /** Everything but whose invoices, the period and the order. */
  function clear(): Promise<void> {
    const { partnerType, dateFrom, dateTo, sort, order, pageSize } = filters.value;
    return change({ ...defaultFilters, partnerType, dateFrom, dateTo, sort, order, pageSize });
  }

  return { filters, change, sortBy, clear };
}
