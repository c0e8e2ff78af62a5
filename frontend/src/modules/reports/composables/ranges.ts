import {
  dateOf,
  dayOf,
  monthRange,
  nameOfRange,
  quarterRange,
  yearRange,
  type DayRange,
} from '@/shared/format/date';

/* Steps from one period to the next: a month to a month, a year to a year, ten days to ten days. */

const DAY_MS = 86_400_000;

function shiftDays(day: string, days: number): string {
  const date = dateOf(day);
  if (!date) return day;
  return dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() + days));
}

/** `count` months on; past December comes January of the next year. */
export function shiftMonth(
  year: number,
  month: number,
  count: number,
): { year: number; month: number } {
  const index = year * 12 + (month - 1) + count;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

/** The period of the same kind before (-1) or after (1). */
export function stepRange(range: DayRange, direction: -1 | 1): DayRange {
  const name = nameOfRange(range.from, range.to);
  switch (name.kind) {
    case 'month': {
      const { year, month } = shiftMonth(name.year, name.month, direction);
      return monthRange(year, month);
    }
    case 'quarter': {
      const index = name.year * 4 + (name.quarter - 1) + direction;
      return quarterRange(Math.floor(index / 4), (index % 4) + 1);
    }
    case 'year':
      return yearRange(name.year + direction);
    default: {
      const [from, to] = [dateOf(range.from), dateOf(range.to)];
      if (!from || !to) return range;
      const days = (Math.round((to.getTime() - from.getTime()) / DAY_MS) + 1) * direction;
      return { from: shiftDays(range.from, days), to: shiftDays(range.to, days) };
    }
  }
}

/** The same period a year before. A month stays a whole month, also where February is longer. */
export function lastYear(range: DayRange): DayRange {
  const name = nameOfRange(range.from, range.to);
  if (name.kind === 'month') return monthRange(name.year - 1, name.month);
  const back = (day: string) => {
    const date = dateOf(day);
    if (!date) return day;
    const length = new Date(date.getFullYear() - 1, date.getMonth() + 1, 0).getDate();
    return dayOf(
      new Date(date.getFullYear() - 1, date.getMonth(), Math.min(date.getDate(), length)),
    );
  };
  return { from: back(range.from), to: back(range.to) };
}

/** Whether two ranges share a day. */
export const overlaps = (a: DayRange, b: DayRange): boolean => a.from <= b.to && b.from <= a.to;
