import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Calendar, Company } from '@/shared/api/types';
import { useCompanyStore } from '@/shared/context/companyStore';
import { usePeriod } from '@/shared/context/usePeriod';
import { monthRange } from '@/shared/format/date';

export interface MonthOfYear {
  year: number;
  month: number;
}

const order = ({ year, month }: MonthOfYear) => year * 12 + month;

/** The month `by` months away. */
export function shiftMonth(of: MonthOfYear, by: number): MonthOfYear {
  const index = order(of) - 1 + by;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

/**
 * The accounting month that a report is about, from the page's address. An address with another
 * range, or none, is led to a month: the last one of the range that the books have.
 */
export function useReportMonth(company: Ref<Company | null>) {
  const route = useRoute();
  const router = useRouter();
  const store = useCompanyStore();
  const { name, range, label, setRange } = usePeriod();
  const calendar = shallowRef<Calendar | null>(null);
  const asked = ref(false);

  watch(
    company,
    async (now) => {
      calendar.value = null;
      asked.value = false;
      if (!now) return;
      try {
        const answer = await store.calendar(now.id);
        if (company.value?.id === now.id) calendar.value = answer;
      } catch {
        // The report says what is wrong; without a calendar the server takes its current month.
      } finally {
        if (company.value?.id === now.id) asked.value = true;
      }
    },
    { immediate: true },
  );

  const month = computed<MonthOfYear | null>(() => {
    if (name.value.kind === 'month') return { year: name.value.year, month: name.value.month };
    const current = calendar.value?.current;
    if (!current) return null;
    const { to } = range.value;
    if (!to) return current;
    const last = { year: Number(to.slice(0, 4)), month: Number(to.slice(5, 7)) };
    return order(last) < order(current) ? last : current;
  });
  /** False while it is not known yet which month to ask for. */
  const ready = computed(() => name.value.kind === 'month' || asked.value);

  watch(
    () => (name.value.kind === 'month' ? null : month.value),
    (target) => {
      if (!target) return;
      const { from, to } = monthRange(target.year, target.month);
      void router.replace({ query: { ...route.query, date_from: from, date_to: to } });
    },
    { immediate: true },
  );

  const isCurrent = computed(
    () => !calendar.value || !month.value || order(month.value) === order(calendar.value.current),
  );
  const exists = (wanted: MonthOfYear) =>
    calendar.value?.items.some((item) => order(item) === order(wanted)) ?? false;

  function show(target: MonthOfYear): void {
    setRange(monthRange(target.year, target.month));
  }

  return { month, ready, label, isCurrent, exists, show };
}
