/* Calendar days travel as "2025-11-23" and are shown as "23.11.2025": no time zone is involved. */

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A day that exists, in the form the server takes. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const match = ISO_DAY.exec(text);
  if (!match) return false;
  const [, year, month, day] = match.map(Number);
  return dayOf(new Date(Number(year), Number(month) - 1, Number(day))) === text;
}

export function formatDay(day: string): string {
  const match = ISO_DAY.exec(day);
  return match ? `${match[3]}.${match[2]}.${match[1]}` : day;
}

const two = (value: number) => String(value).padStart(2, '0');

/** The calendar day of a local date, as the date picker gives it. */
export function dayOf(date: Date): string {
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function dateOf(day: string): Date | null {
  const match = ISO_DAY.exec(day);
  return match ? new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : null;
}

/**
 * A day as people type it in a hurry: "3.11.2025", "03/11/25", "3 11", "03112025". Without a year it
 * is the last such day until `today`. Null where it is no day.
 */
export function parseDay(text: string, today: Date = new Date()): string | null {
  const match =
    /^(\d{1,2})[.,/ -](\d{1,2})(?:[.,/ -](\d{4}|\d{2}))?\.?$/.exec(text.trim()) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text.trim());
  if (!match) return null;
  const [, day, month, year] = match;
  const written = (full: number) => `${full}-${two(Number(month))}-${two(Number(day))}`;
  if (year !== undefined) {
    const full = written(year.length === 2 ? 2000 + Number(year) : Number(year));
    return isDay(full) ? full : null;
  }
  const now = dayOf(today);
  const thisYear = written(today.getFullYear());
  const last = thisYear > now ? written(today.getFullYear() - 1) : thisYear;
  return isDay(last) ? last : null;
}

/** First and last day of a range, both included. */
export interface DayRange {
  from: string;
  to: string;
}

export function monthRange(year: number, month: number): DayRange {
  const last = new Date(year, month, 0).getDate();
  return { from: `${year}-${two(month)}-01`, to: `${year}-${two(month)}-${two(last)}` };
}

export function quarterRange(year: number, quarter: number): DayRange {
  const first = quarter * 3 - 2;
  return { from: monthRange(year, first).from, to: monthRange(year, first + 2).to };
}

export function yearRange(year: number): DayRange {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

export type PeriodName =
  | { kind: 'all' }
  | { kind: 'month'; year: number; month: number }
  | { kind: 'quarter'; year: number; quarter: number }
  | { kind: 'year'; year: number }
  | { kind: 'range'; from: string; to: string };

/** What a range is called: a whole month, quarter or year has a name of its own. */
export function nameOfRange(from: string, to: string): PeriodName {
  if (!from && !to) return { kind: 'all' };
  const year = Number(from.slice(0, 4));
  const month = Number(from.slice(5, 7));
  const same = (range: DayRange) => range.from === from && range.to === to;
  if (from && to) {
    if (same(yearRange(year))) return { kind: 'year', year };
    if (same(monthRange(year, month))) return { kind: 'month', year, month };
    const quarter = Math.ceil(month / 3);
    if (same(quarterRange(year, quarter))) return { kind: 'quarter', year, quarter };
  }
  return { kind: 'range', from, to };
}

/** An instant (RFC 3339) in the local time of the reader: "23.11.2025 14:05". */
export function formatInstant(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return `${formatDay(dayOf(date))} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
