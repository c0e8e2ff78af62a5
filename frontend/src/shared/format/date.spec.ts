// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  dateOf,
  dayOf,
  formatDay,
  isDay,
  monthRange,
  nameOfRange,
  parseDay,
  quarterRange,
  yearRange,
} from './date';

describe('days', () => {
  it('are shown day first', () => {
    expect(formatDay('2025-11-03')).toBe('03.11.2025');
    expect(formatDay('soon')).toBe('soon');
  });

  it('exist in the calendar, or are refused', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2025-02-29')).toBe(false);
    expect(isDay('2025-13-01')).toBe(false);
    expect(isDay('2025-1-1')).toBe(false);
    expect(isDay(undefined)).toBe(false);
  });

  it('are understood as people type them', () => {
    const today = new Date(2025, 10, 25);
    for (const text of [
      '3.11.2025',
      '03/11/25',
      ' 3 11 ',
      '03112025',
      '3.11',
      '0311',
      '3-11-2025',
    ]) {
      expect(parseDay(text, today), text).toBe('2025-11-03');
    }
    expect(parseDay('26.11', today)).toBe('2024-11-26');
    for (const text of ['', '31.2.2025', '3', '3.11.202', 'azi', '45.1']) {
      expect(parseDay(text, today), text).toBeNull();
    }
  });

  it('survive the date picker in every time zone of the reader', () => {
    for (const day of ['2025-03-30', '2025-10-26', '2024-12-31', '2025-01-01']) {
      expect(dayOf(dateOf(day) as Date)).toBe(day);
    }
  });
});

describe('ranges', () => {
  it('end on the last day of the month', () => {
    expect(monthRange(2024, 2)).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(monthRange(2025, 12)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(quarterRange(2025, 2)).toEqual({ from: '2025-04-01', to: '2025-06-30' });
  });

  it('have names when they are whole', () => {
    const name = (range: { from: string; to: string }) => nameOfRange(range.from, range.to);
    expect(nameOfRange('', '')).toEqual({ kind: 'all' });
    expect(name(monthRange(2025, 11))).toEqual({ kind: 'month', year: 2025, month: 11 });
    expect(name(quarterRange(2025, 4))).toEqual({ kind: 'quarter', year: 2025, quarter: 4 });
    expect(name(yearRange(2025))).toEqual({ kind: 'year', year: 2025 });
    expect(nameOfRange('2025-11-01', '2025-11-29').kind).toBe('range');
    expect(nameOfRange('2025-11-01', '').kind).toBe('range');
  });
});
