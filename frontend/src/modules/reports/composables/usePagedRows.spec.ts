import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, type EffectScope } from 'vue';
import { ApiError } from '@/shared/api/errors';
import { PAGE_SIZE, usePagedRows, type Page } from './usePagedRows';

let scope: EffectScope;
beforeEach(() => {
  vi.useFakeTimers();
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

/** A server with `total` numbers, whose answers the test may hold back or spoil. */
function setUp(total = 5000) {
  const state = { total, failing: new Set<number>(), slow: false };
  const asked: number[] = [];
  const aborted: number[] = [];
  const question = ref<string | null>('a');
  const subject = ref('a');
  const fetchPage = async (
    { page }: { page: number; page_size: number },
    signal: AbortSignal,
  ): Promise<{ data: Page<number>; asOf: string }> => {
    asked.push(page);
    if (state.slow) await new Promise((resolve) => setTimeout(resolve, 1000));
    if (signal.aborted) {
      aborted.push(page);
      throw new DOMException('aborted', 'AbortError');
    }
    if (state.failing.has(page)) throw new ApiError(503, 'later');
    const first = (page - 1) * PAGE_SIZE;
    const count = Math.max(0, Math.min(PAGE_SIZE, state.total - first));
    const items = [...Array(count).keys()].map((index) => first + index);
    const data = { items, total: state.total, page, page_size: PAGE_SIZE };
    return { data, asOf: '2025-11-23T12:00:00Z' };
  };
  const rows = scope.run(() => usePagedRows<number, Page<number>>(question, fetchPage, subject));
  if (!rows) throw new Error('no scope');
  const settle = () => vi.advanceTimersByTimeAsync(2000);
  return { state, asked, aborted, question, subject, rows, settle };
}

describe('usePagedRows', () => {
  it('begins with the first page, and with it the head', async () => {
    const { rows, asked, settle } = setUp();
    await settle();
    expect(asked).toEqual([1]);
    expect(rows.total.value).toBe(5000);
    expect(rows.asOf.value).toBe('2025-11-23T12:00:00Z');
    expect([rows.rowAt(0), rows.rowAt(199), rows.rowAt(200)]).toEqual([0, 199, undefined]);
  });

  it('asks for what comes in sight, once', async () => {
    const { rows, asked, settle } = setUp();
    await settle();
    rows.ensure(190, 230);
    await settle();
    rows.ensure(180, 240);
    await settle();
    expect(asked).toEqual([1, 2]);
    expect(rows.rowAt(230)).toBe(230);
  });

  it('does not ask for pages that the scroll bar was dragged past', async () => {
    const { rows, asked, settle } = setUp();
    await settle();
    for (let first = 0; first < 4900; first += 100) {
      rows.ensure(first, first + 20);
      await vi.advanceTimersByTimeAsync(10);
    }
    await settle();
    expect(asked).toEqual([1, 25]);
    expect(rows.rowAt(4810)).toBe(4810);
  });

  it('calls off a page that is out of sight before it came', async () => {
    const { state, rows, aborted, settle } = setUp();
    await settle();
    state.slow = true;
    rows.ensure(1000, 1020);
    await vi.advanceTimersByTimeAsync(200);
    rows.ensure(3000, 3020);
    await settle();
    expect(aborted).toEqual([6]);
    expect(rows.rowAt(3010)).toBe(3010);
    expect(rows.rowsError.value).toBeNull();
  });

  it('keeps what it has when a page fails, and tries again on demand', async () => {
    const { state, rows, settle } = setUp();
    await settle();
    state.failing.add(2);
    rows.ensure(210, 230);
    await settle();
    expect(rows.rowsError.value).toBeInstanceOf(ApiError);
    expect(rows.rowAt(5)).toBe(5);
    state.failing.clear();
    rows.retryRows();
    await settle();
    expect(rows.rowsError.value).toBeNull();
    expect(rows.rowAt(210)).toBe(210);
  });

  it('begins anew when the books have moved between two pages', async () => {
    const { state, asked, rows, settle } = setUp();
    await settle();
    state.total = 5001;
    rows.ensure(210, 230);
    await settle();
    expect(asked).toEqual([1, 2, 1, 2]);
    expect(rows.total.value).toBe(5001);
    expect(rows.rowAt(210)).toBe(210);
  });

  it('lets the former rows stand until others come, but not those of another subject', async () => {
    const { state, rows, question, subject, settle } = setUp();
    await settle();
    state.slow = true;
    question.value = 'a, other days';
    await nextTick();
    expect(rows.rowAt(0)).toBe(0);
    await settle();
    subject.value = 'b';
    question.value = 'b';
    expect(rows.head.value).toBeNull();
    expect(rows.rowAt(0)).toBeUndefined();
  });

  it('fetches the missing pages for the printer, up to its limit', async () => {
    const { rows, asked, settle } = setUp(900);
    await settle();
    rows.ensure(450, 460);
    await settle();
    expect(rows.loadedCount()).toBe(200);
    expect(await rows.loadUpTo(600)).toBe(true);
    expect(asked).toEqual([1, 3, 2]);
    expect(rows.loadedCount()).toBe(600);
    await rows.loadUpTo(5000);
    expect(rows.loadedCount()).toBe(900);
  });
});
