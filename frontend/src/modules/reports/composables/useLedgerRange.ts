import { computed, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useBooks } from './useBooks';
import { usePeriod } from '@/shared/context/usePeriod';
import { monthRange } from '@/shared/format/date';

/**
 * The days that a ledger shows. A ledger has always a first and a last day, so an address without
 * them becomes one with the current month, and one with half of them reaches to the end of the books.
 * Days from before the books, of which nothing is known, are left out.
 */
export function useLedgerRange() {
  const route = useRoute();
  const router = useRouter();
  const { range, label, setRange } = usePeriod();
  const { companyId, calendar, settled, span } = useBooks();
  const ownPath = route.name;

  const whole = computed(() => range.value.from !== '' && range.value.to !== '');

  const tooEarly = computed(() => {
    const first = span.value?.from;
    return first !== undefined && range.value.from < first && range.value.to >= first;
  });

  watch(
    [settled, whole, tooEarly],
    () => {
      if (!settled.value || !calendar.value || route.name !== ownPath) return;
      if (whole.value && !tooEarly.value) return;
      const from = tooEarly.value ? '' : range.value.from;
      const { to } = range.value;
      const { year, month } = calendar.value.current;
      const current = monthRange(year, month);
      const none = !from && !to;
      const next = none
        ? current
        : { from: from || (span.value?.from ?? to), to: to || (span.value?.to ?? from) };
      const query = { ...route.query, date_from: next.from, date_to: next.to };
      void router.replace({ query });
    },
    { immediate: true },
  );

  /** What to ask for; null while the days are not known. Without a calendar the server chooses. */
  const days = computed<{ date_from?: string; date_to?: string } | null>(() => {
    if (!settled.value || tooEarly.value) return null;
    if (whole.value) return { date_from: range.value.from, date_to: range.value.to };
    return calendar.value ? null : {};
  });

  return { companyId, range, label, days, span, setRange };
}
