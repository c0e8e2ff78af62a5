import { describe, expect, it } from 'vitest';
import { lastYear, overlaps, shiftMonth, stepRange } from './ranges';

const range = (text: string) => {
  const [from = '', to = ''] = text.split('..');
  return { from, to };
};

describe('stepRange', () => {
  it.each([
    ['2025-11-01..2025-11-30', -1, '2025-10-01..2025-10-31'],
    ['2025-12-01..2025-12-31', 1, '2026-01-01..2026-01-31'],
    ['2024-03-01..2024-03-31', -1, '2024-02-01..2024-02-29'],
    ['2025-01-01..2025-03-31', -1, '2024-10-01..2024-12-31'],
    ['2025-10-01..2025-12-31', 1, '2026-01-01..2026-03-31'],
    ['2025-01-01..2025-12-31', -1, '2024-01-01..2024-12-31'],
    ['2025-11-10..2025-11-19', 1, '2025-11-20..2025-11-29'],
    ['2025-11-07..2025-11-07', -1, '2025-11-06..2025-11-06'],
    // Over the change to summer time, when a day has 23 hours.
    ['2025-03-28..2025-04-02', 1, '2025-04-03..2025-04-08'],
  ] as const)('takes %s by %i to %s', (from, direction, to) => {
    expect(stepRange(range(from), direction)).toEqual(range(to));
  });
});

describe('lastYear', () => {
  it.each([
    ['2025-02-01..2025-02-28', '2024-02-01..2024-02-29'],
    ['2024-02-29..2024-03-02', '2023-02-28..2023-03-02'],
    ['2025-01-01..2025-12-31', '2024-01-01..2024-12-31'],
  ])('takes %s to %s', (from, to) => {
    expect(lastYear(range(from))).toEqual(range(to));
  });
});

it('counts months over the turn of the year', () => {
  expect(shiftMonth(2025, 1, -1)).toEqual({ year: 2024, month: 12 });
  expect(shiftMonth(2025, 12, 1)).toEqual({ year: 2026, month: 1 });
  expect(shiftMonth(2025, 11, -12)).toEqual({ year: 2024, month: 11 });
});

it('knows ranges with a day in common', () => {
  expect(overlaps(range('2025-01-01..2025-01-31'), range('2025-01-31..2025-02-28'))).toBe(true);
  expect(overlaps(range('2025-01-01..2025-01-31'), range('2025-02-01..2025-02-28'))).toBe(false);
});
