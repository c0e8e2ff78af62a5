import { useI18n } from 'vue-i18n';
import type { MonthOfYear } from './useReportMonth';
import { currentLanguage } from '@/shared/i18n';

/** Months in words. */
export function useMonthNames() {
  const { t } = useI18n();
  const names = (key: 'period.months' | 'period.monthsShort') => t(key).split(',');

  /** As it stands within a sentence: "noiembrie 2025", "November 2025". */
  function monthInText({ year, month }: MonthOfYear): string {
    const name = names('period.months')[month - 1] ?? '';
    return `${currentLanguage() === 'ro' ? name.toLowerCase() : name} ${year}`;
  }

  /** "nov. 2025" */
  function shortMonth({ year, month }: MonthOfYear): string {
    return `${names('period.monthsShort')[month - 1] ?? ''} ${year}`;
  }

  return { monthInText, shortMonth };
}

/** "2025-11", as the server writes it. */
export function monthOf(text: string): MonthOfYear {
  return { year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)) };
}
