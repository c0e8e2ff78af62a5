import { computed, onScopeDispose, ref, shallowReactive, shallowRef, watch, type Ref } from 'vue';
import type { WithMeta } from '@/shared/api/client';
import { SessionEndedError } from '@/shared/api/errors';

/*
 * A list too long to be asked for at once. The first page brings the head (totals, number of rows);
 * the others come as the reader scrolls to them. A page that is scrolled past before its turn is
 * never asked for: dragging the scroll bar through 5,000 rows costs two requests, not twenty-five.
 */

export interface Page<Row> {
  items: Row[];
  total: number;
  page: number;
  page_size: number;
}

export const PAGE_SIZE = 200;
/** A scroll bar that rests this long has arrived. */
const REST_MS = 70;

export type FetchPage<P> = (
  paging: { page: number; page_size: number },
  signal: AbortSignal,
) => Promise<WithMeta<P>>;

export function usePagedRows<Row, P extends Page<Row>>(
  /** Names the selection; null while it is not known yet. Another name starts anew. */
  question: Ref<string | null>,
  fetchPage: FetchPage<P>,
  clearOn: Ref<unknown>,
) {
  const head = shallowRef<P | null>(null);
  const asOf = ref<string | null>(null);
  const error = shallowRef<unknown>(null);
  const rowsError = shallowRef<unknown>(null);
  const loading = ref(false);
  const pages = shallowReactive(new Map<number, Row[]>());
  const total = computed(() => head.value?.total ?? 0);

  let selection = new AbortController();
  const underWay = new Map<number, AbortController>();
  let wanted: [number, number] = [0, -1];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const pageOf = (index: number) => Math.floor(index / PAGE_SIZE) + 1;
  const rowAt = (index: number): Row | undefined => pages.get(pageOf(index))?.[index % PAGE_SIZE];

  function stop(): void {
    clearTimeout(timer);
    selection.abort();
    for (const request of underWay.values()) request.abort();
    underWay.clear();
  }

  /** The first page, and with it a new head. */
  async function load(): Promise<void> {
    stop();
    loading.value = false;
    if (question.value === null) return;
    const own = new AbortController();
    selection = own;
    loading.value = true;
    error.value = null;
    rowsError.value = null;
    try {
      const answer = await fetchPage({ page: 1, page_size: PAGE_SIZE }, own.signal);
      if (selection !== own) return;
      pages.clear();
      pages.set(1, answer.data.items);
      head.value = answer.data;
      asOf.value = answer.asOf;
    } catch (problem) {
      if (selection !== own || problem instanceof SessionEndedError) return;
      error.value = problem;
      head.value = null;
      pages.clear();
    } finally {
      if (selection === own) loading.value = false;
    }
    if (selection === own && head.value) loadWanted();
  }

  async function loadPage(page: number): Promise<boolean> {
    const own = new AbortController();
    const ofSelection = selection;
    underWay.set(page, own);
    try {
      const answer = await fetchPage({ page, page_size: PAGE_SIZE }, own.signal);
      if (own.signal.aborted || selection !== ofSelection) return false;
      if (answer.data.total !== total.value) {
        // The books have moved meanwhile: rows of two states must not stand in one list.
        void load();
        return false;
      }
      pages.set(page, answer.data.items);
      rowsError.value = null;
      return true;
    } catch (problem) {
      if (!own.signal.aborted && !(problem instanceof SessionEndedError)) rowsError.value = problem;
      return false;
    } finally {
      if (underWay.get(page) === own) underWay.delete(page);
    }
  }

  function loadWanted(): void {
    const [first, last] = [pageOf(wanted[0]), pageOf(Math.min(wanted[1], total.value - 1))];
    for (const [page, request] of underWay) {
      if (page >= first && page <= last) continue;
      request.abort();
      underWay.delete(page);
    }
    for (let page = first; page <= last; page++) {
      if (!pages.has(page) && !underWay.has(page)) void loadPage(page);
    }
  }

  /** Rows that are there without a gap, from the first one on. */
  function loadedCount(): number {
    let page = 1;
    while (pages.has(page)) page++;
    return Math.min((page - 1) * PAGE_SIZE, total.value);
  }

  /** The rows in sight, counted from 0: what is missing of them comes as soon as scrolling rests. */
  function ensure(first: number, last: number): void {
    wanted = [first, last];
    clearTimeout(timer);
    if (!head.value) return;
    timer = setTimeout(loadWanted, REST_MS);
  }

  /** Rows up to `limit`, for the printer. False where some could not be had. */
  async function loadUpTo(limit: number): Promise<boolean> {
    const last = pageOf(Math.min(limit, total.value) - 1);
    for (let page = 1; page <= last; page++) {
      if (!pages.has(page) && !(await loadPage(page))) return false;
    }
    return true;
  }

  function retryRows(): void {
    rowsError.value = null;
    loadWanted();
  }

  watch(
    clearOn,
    () => {
      head.value = null;
      pages.clear();
    },
    { flush: 'sync' },
  );
  watch(question, load, { immediate: true });
  onScopeDispose(stop);

  return {
    head,
    asOf,
    total,
    error,
    rowsError,
    loading,
    rowAt,
    ensure,
    loadedCount,
    loadUpTo,
    retryRows,
    reload: load,
  };
}
