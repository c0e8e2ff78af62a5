import { expect, it } from 'vitest';
import { hitRateOf, requestsOf } from './cacheFigures';

const counts = (patch: object) => ({
  memory_hits: 0,
  disk_hits: 0,
  misses: 0,
  shared_waits: 0,
  stale_served: 0,
  refreshes: 0,
  failures: 0,
  ...patch,
});

it('counts each request once, and neither refreshes nor failures', () => {
  const all = counts({ memory_hits: 5, disk_hits: 2, misses: 1, shared_waits: 1, refreshes: 9 });
  expect(requestsOf(all)).toBe(9);
});

it('says 100% only where the ERP was never asked', () => {
  expect(hitRateOf(counts({ memory_hits: 9999, misses: 1 }))).toBe('99,9%');
  expect(hitRateOf(counts({ memory_hits: 3 }))).toBe('100,0%');
  expect(hitRateOf(counts({}))).toBe('');
});
