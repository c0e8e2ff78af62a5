import { describe, expect, it } from 'vitest';
import { accountOf, addDays, dueDatesOf, trialBalanceOf } from './drillDown';
import { shiftMonth } from './useReportMonth';

describe('due dates of a bucket', () => {
  const asOf = '2026-03-01';

  it('cover every day once, and meet without a gap', () => {
    const buckets = ['over_90', '61_90', '31_60', '1_30', 'not_due'].map((bucket) =>
      dueDatesOf(bucket, asOf),
    );
    expect(buckets[0]).toEqual({ to: '2025-11-30' });
    for (let index = 1; index < buckets.length; index += 1) {
      expect(buckets[index]?.from).toBe(addDays(buckets[index - 1]?.to ?? '', 1));
    }
    expect(buckets.at(-1)).toEqual({ from: asOf });
  });

  it('are one day late the day after', () => {
    expect(dueDatesOf('1_30', asOf)).toEqual({ from: '2026-01-30', to: '2026-02-28' });
  });
});

it('goes over the end of a year and over the change of the clock', () => {
  expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(shiftMonth({ year: 2026, month: 1 }, -1)).toEqual({ year: 2025, month: 12 });
  expect(shiftMonth({ year: 2025, month: 12 }, 1)).toEqual({ year: 2026, month: 1 });
  expect(shiftMonth({ year: 2026, month: 2 }, -12)).toEqual({ year: 2025, month: 2 });
});

it('writes addresses that say all that the report needs', () => {
  expect(accountOf(3, '4111.00007', { year: 2026, month: 2 })).toEqual({
    path: '/reports/accounts/4111.00007',
    query: { company_id: '3', date_from: '2026-02-01', date_to: '2026-02-28' },
  });
  const period = { year: 2026, month: 2, closed: true, date_from: 'x' };
  expect(trialBalanceOf(3, period, 7)).toEqual({
    path: '/reports/trial-balance',
    query: { company_id: '3', year: '2026', month: '2', account_class: '7' },
  });
});
