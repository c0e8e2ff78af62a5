import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import {
  formatDay,
  isDay,
  nameOfRange,
  type DayRange,
  type PeriodName,
} from '@/shared/format/date';

/** The range of days in the page's address, `date_from` to `date_to`. */
export function usePeriod() {
  const route = useRoute();
  const router = useRouter();
  const { t } = useI18n();

  const day = (value: unknown) => (isDay(value) ? value : '');
  const range = computed<DayRange>(() => ({
    from: day(route.query.date_from),
    to: day(route.query.date_to),
  }));
  const name = computed(() => nameOfRange(range.value.from, range.value.to));

  function labelOf(period: PeriodName): string {
    switch (period.kind) {
      case 'all':
        return t('period.all');
      case 'year':
        return t('period.year', { year: period.year });
      case 'quarter':
        return t('period.quarter', { quarter: period.quarter, year: period.year });
      case 'month':
        return `${t('period.months').split(',')[period.month - 1] ?? ''} ${period.year}`;
      case 'range':
        if (!period.to) return t('period.from', { day: formatDay(period.from) });
        if (!period.from) return t('period.until', { day: formatDay(period.to) });
        return `${formatDay(period.from)} – ${formatDay(period.to)}`;
    }
  }

  function setRange(next: DayRange | null): void {
    const query = { ...route.query };
    delete query.date_from;
    delete query.date_to;
    delete query.page;
    if (next?.from) query.date_from = next.from;
    if (next?.to) query.date_to = next.to;
    void router.push({ query });
  }

  return { range, name, label: computed(() => labelOf(name.value)), setRange };
}
