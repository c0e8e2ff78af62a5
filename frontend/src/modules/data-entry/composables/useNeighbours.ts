import { computed, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { fetchReceipts, type CompanyId } from '../api';
import { filtersFromQuery, requestFromFilters } from './receiptFilters';
import { useAnswer } from '@/shared/api/useAnswer';

/**
 * The receipts before and after this one in the list that the address tells of. The list is read
 * once: a receipt that was just approved keeps its place, so that the next one is still the next.
 */
export function useNeighbours(companyId: Ref<CompanyId | null>, receiptId: Ref<number | null>) {
  const route = useRoute();
  const router = useRouter();
  const list = useAnswer(
    computed(() =>
      companyId.value === null
        ? null
        : requestFromFilters(filtersFromQuery(route.query), companyId.value),
    ),
    fetchReceipts,
    companyId,
  );

  const ids = computed(() => list.data.value?.items.map((row) => row.id) ?? []);
  const place = computed(() =>
    receiptId.value === null ? -1 : ids.value.indexOf(receiptId.value),
  );
  const neighbour = (step: number) => (place.value < 0 ? undefined : ids.value[place.value + step]);
  const previous = computed(() => neighbour(-1));
  const next = computed(() => neighbour(1));
  const count = computed(() => ids.value.length);

  function go(id: number | undefined): void {
    if (id === undefined) return;
    // One step back leads to the list, however many receipts were looked at.
    void router.replace({
      name: 'receipt',
      params: { receiptId: String(id) },
      query: route.query,
    });
  }

  return { place, count, previous, next, go };
}
