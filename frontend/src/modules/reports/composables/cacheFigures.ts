import type { CacheStats } from '../api';

type Counts = CacheStats['total'];

/** Every request is counted once in one of these. */
export function requestsOf(counts: Counts): number {
  const { memory_hits, disk_hits, misses, shared_waits, stale_served } = counts;
  return memory_hits + disk_hits + misses + shared_waits + stale_served;
}

/** Requests that did not make the ERP work. */
export const hitsOf = (counts: Counts): number => requestsOf(counts) - counts.misses;

/** "97,3%"; empty before the first request. */
export function hitRateOf(counts: Counts): string {
  const all = requestsOf(counts);
  if (all === 0) return '';
  // Rounded down: 100% means that there was not one question to the ERP.
  return `${(Math.floor((hitsOf(counts) / all) * 1000) / 10).toFixed(1).replace('.', ',')}%`;
}
