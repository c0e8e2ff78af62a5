import { computed, nextTick, ref, type Ref } from 'vue';
import type { LedgerQuery } from '../api';
import type { Operation } from './operations';
import { useLedgerRange } from './useLedgerRange';
import { usePagedRows, type Page } from './usePagedRows';
import type { WithMeta } from '@/shared/api/client';
import { ApiError } from '@/shared/api/errors';

/** Rows that a browser still prints in reasonable time; more belong into an export. */
export const PRINT_LIMIT = 5000;

/** What the pages of an account, a partner and a register have in common: days, rows, printing. */
export function useLedger<P extends Page<Operation> & { date_from: string; date_to: string }>(
  /** Whose ledger; null where the address names none that could exist. */
  subject: Ref<string | null>,
  fetchPage: (query: LedgerQuery, signal: AbortSignal) => Promise<WithMeta<P>>,
) {
  const { companyId, range, label, days, span, setRange } = useLedgerRange();
  const question = computed(() =>
    companyId.value === null || subject.value === null || days.value === null
      ? null
      : JSON.stringify([companyId.value, subject.value, days.value]),
  );
  const rows = usePagedRows<Operation, P>(
    question,
    (paging, signal) =>
      fetchPage({ company_id: companyId.value ?? 0, ...days.value, ...paging }, signal),
    computed(() => `${companyId.value} ${subject.value}`),
  );

  const unknown = computed(
    () =>
      subject.value === null ||
      (rows.error.value instanceof ApiError && rows.error.value.status === 404),
  );
  const shownRange = computed(() => ({
    from: rows.head.value?.date_from ?? range.value.from,
    to: rows.head.value?.date_to ?? range.value.to,
  }));

  /** The same operations as a file; none before the page has shown which they are. */
  const exportQuery = computed(() =>
    companyId.value === null || rows.head.value === null
      ? null
      : {
          company_id: companyId.value,
          date_from: shownRange.value.from,
          date_to: shownRange.value.to,
        },
  );

  const preparingPrint = ref(false);
  async function print(): Promise<void> {
    preparingPrint.value = true;
    const complete = await rows.loadUpTo(PRINT_LIMIT);
    preparingPrint.value = false;
    await nextTick();
    if (complete) window.print();
  }

  return {
    ...rows,
    companyId,
    range,
    shownRange,
    label,
    span,
    setRange,
    unknown,
    exportQuery,
    print,
    preparingPrint,
  };
}
