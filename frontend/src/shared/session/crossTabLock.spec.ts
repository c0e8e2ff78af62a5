import { describe, expect, it, vi } from 'vitest';
import { withCrossTabLock, withLease } from './crossTabLock';

describe('withLease', () => {
  it('lets one work at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 15));
      inside -= 1;
    };
    await Promise.all([withLease('test', work), withLease('test', work), withLease('test', work)]);
    expect(most).toBe(1);
  });

  it('gives the lock back after a failure', async () => {
    await expect(withLease('test', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLease('test', () => Promise.resolve('yes'))).toBe('yes');
  });

  it('does not wait for a tab that died', async () => {
    localStorage.setItem('test.lease', JSON.stringify({ owner: 'dead', until: Date.now() - 1 }));
    expect(await withLease('test', () => Promise.resolve('mine'))).toBe('mine');
  });

  it('waits for a tab that is at work', async () => {
    localStorage.setItem('test.lease', JSON.stringify({ owner: 'busy', until: Date.now() + 250 }));
    const started = Date.now();
    await withLease('test', () => Promise.resolve());
    expect(Date.now() - started).toBeGreaterThanOrEqual(240);
  });
});

describe('withCrossTabLock', () => {
  it("uses the browser's locks where it has them", async () => {
    const request = vi.fn((_: string, work: () => unknown) => work());
    vi.stubGlobal('navigator', { locks: { request } });
    expect(await withCrossTabLock('renewal', () => Promise.resolve(7))).toBe(7);
    expect(request).toHaveBeenCalledWith('renewal', expect.any(Function));
  });

  it('makes do without them', async () => {
    vi.stubGlobal('navigator', {});
    expect(await withCrossTabLock('renewal', () => Promise.resolve(7))).toBe(7);
  });
});
