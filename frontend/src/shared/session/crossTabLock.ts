/*
 * Runs work in one tab at a time. The Web Locks API does it where the page is a secure context
 * (https, or localhost); offices often open the page as http://192.168..., where the API is
 * missing. There a lease in localStorage serves: write your name, wait, and hold the lock if your
 * name is still there. A tab that dies holds the others up for no longer than the lease.
 */

const LEASE_MS = 10_000;
const SETTLE_MS = 40;
const RETRY_MS = 60;

interface Lease {
  owner: string;
  until: number;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function readLease(key: string): Lease | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Lease | null;
  } catch {
    return null;
  }
}

export async function withLease<T>(name: string, work: () => Promise<T>): Promise<T> {
  const key = `${name}.lease`;
  const owner = Math.random().toString(36).slice(2);
  for (;;) {
    const lease = readLease(key);
    if (!lease || lease.until < Date.now()) {
      localStorage.setItem(key, JSON.stringify({ owner, until: Date.now() + LEASE_MS }));
      await sleep(SETTLE_MS);
      if (readLease(key)?.owner === owner) break;
    }
    await sleep(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    if (readLease(key)?.owner === owner) localStorage.removeItem(key);
  }
}

export async function withCrossTabLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return withLease(name, work);
  return (await locks.request(name, work)) as T;
}
