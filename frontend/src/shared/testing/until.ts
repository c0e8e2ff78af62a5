import { vi } from 'vitest';

/** Waits for what comes by way of the browser's store, however busy the machine is. */
export const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });
