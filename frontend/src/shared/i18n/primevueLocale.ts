import type { PrimeVueLocaleOptions } from 'primevue/config';
import type { Language } from './index';

const days = {
  ro: ['Duminică', 'Luni', 'Marți', 'Miercuri', 'Joi', 'Vineri', 'Sâmbătă'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const daysMin = {
  ro: ['Du', 'Lu', 'Ma', 'Mi', 'Jo', 'Vi', 'Sâ'],
  en: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
};

/** What PrimeVue's own widgets say. */
export function primevueLocale(
  language: Language,
  t: (key: string) => string,
): Partial<PrimeVueLocaleOptions> {
  const ro = language === 'ro';
  return {
    firstDayOfWeek: 1,
    dateFormat: 'dd.mm.yy',
    dayNames: days[language],
    dayNamesShort: days[language].map((name) => name.slice(0, 3)),
    dayNamesMin: daysMin[language],
    monthNames: t('period.months').split(','),
    monthNamesShort: t('period.monthsShort').split(','),
    today: ro ? 'Azi' : 'Today',
    clear: ro ? 'Șterge' : 'Clear',
    weekHeader: ro ? 'Săpt.' : 'Wk',
    chooseDate: ro ? 'Alege data' : 'Choose date',
    chooseMonth: ro ? 'Alege luna' : 'Choose month',
    chooseYear: ro ? 'Alege anul' : 'Choose year',
    prevMonth: ro ? 'Luna anterioară' : 'Previous month',
    nextMonth: ro ? 'Luna următoare' : 'Next month',
    prevYear: ro ? 'Anul anterior' : 'Previous year',
    nextYear: ro ? 'Anul următor' : 'Next year',
    prevDecade: ro ? 'Deceniul anterior' : 'Previous decade',
    nextDecade: ro ? 'Deceniul următor' : 'Next decade',
    emptyMessage: ro ? 'Nimic de ales' : 'Nothing to choose',
    emptyFilterMessage: ro ? 'Nimic găsit' : 'Nothing found',
    emptySearchMessage: ro ? 'Nimic găsit' : 'Nothing found',
  };
}
