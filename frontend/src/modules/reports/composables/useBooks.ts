import { computed, shallowRef, watch } from 'vue';
import type { Calendar } from '@/shared/api/types';
import { useCompanyStore } from '@/shared/context/companyStore';
import { useCompany } from '@/shared/context/useCompany';
import { monthRange, type DayRange } from '@/shared/format/date';

/** How far the company's books reach, from its calendar. */
export function useBooks() {
  const store = useCompanyStore();
  const { company } = useCompany();
  const companyId = computed(() => company.value?.id ?? null);
  const calendar = shallowRef<Calendar | null>(null);
  /** The calendar has come, or it will not. */
  const settled = shallowRef(false);

  watch(
    companyId,
    async (id) => {
      calendar.value = null;
      settled.value = false;
      if (id === null) return;
      let answer: Calendar | null = null;
      try {
        answer = await store.calendar(id);
      } catch {
        // The page itself shows what is wrong; here the limits just stay unknown.
      }
      if (companyId.value !== id) return;
      calendar.value = answer;
      settled.value = true;
    },
    { immediate: true },
  );

  /** First and last day of the books; null while they are not known. */
  const span = computed<DayRange | null>(() => {
    const items = calendar.value?.items ?? [];
    const [newest, oldest] = [items[0], items.at(-1)];
    if (!newest || !oldest) return null;
    return {
      from: monthRange(oldest.year, oldest.month).from,
      to: monthRange(newest.year, newest.month).to,
    };
  });

  return { companyId, calendar, settled, span };
}
