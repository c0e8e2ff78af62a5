import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/vue-virtual';
import {
  computed,
  nextTick,
  onBeforeUnmount,
  onMounted,
  ref,
  watch,
  type ComputedRef,
  type Ref,
} from 'vue';
import { usePrinting } from './usePrinting';

/*
 * Rows of one height below each other in the window, of which only those in sight exist. The gaps
 * above and below are rows too, so that a table stays a table. The keyboard moves one row at a
 * time, wherever that row is; the row that has the focus is never taken away.
 */

export type Segment =
  { kind: 'row'; key: string; index: number } | { kind: 'gap'; key: string; height: number };

interface Options {
  count: Ref<number> | ComputedRef<number>;
  rowHeight: Ref<number> | ComputedRef<number>;
  /** What the rows are in: a tbody or a list. */
  container: Ref<HTMLElement | null>;
  /** Pixels that sticky parts cover at the top and at the bottom of the window. */
  covered?: () => { top: number; bottom: number };
  /** How many rows go to the printer: those that are there. */
  printable?: () => number;
}

export function useVirtualRows(options: Options) {
  const { count, rowHeight, container } = options;
  const margin = ref(0);
  const active = ref(0);
  const focused = ref<number | null>(null);
  const printing = usePrinting();
  let pending: number | null = null;

  const covered = () => options.covered?.() ?? { top: 0, bottom: 0 };

  const virtualizer = useWindowVirtualizer(
    computed(() => ({
      count: count.value,
      estimateSize: () => rowHeight.value,
      scrollMargin: margin.value,
      overscan: 12,
      scrollPaddingStart: covered().top,
      scrollPaddingEnd: covered().bottom,
      rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const kept = [active.value, focused.value ?? active.value];
        const all = new Set([...defaultRangeExtractor(range), ...kept]);
        return [...all].filter((index) => index < count.value).sort((a, b) => a - b);
      },
    })),
  );

  const indexes = computed<number[]>(() => {
    if (printing.value) {
      return [...Array(Math.min(count.value, options.printable?.() ?? count.value)).keys()];
    }
    return virtualizer.value.getVirtualItems().map((item) => item.index);
  });

  const segments = computed<Segment[]>(() => {
    const all: Segment[] = [];
    let next = 0;
    const gap = (until: number) => {
      if (until <= next || printing.value) return;
      all.push({ kind: 'gap', key: `g${all.length}`, height: (until - next) * rowHeight.value });
    };
    for (const index of indexes.value) {
      gap(index);
      all.push({ kind: 'row', key: `r${index}`, index });
      next = index + 1;
    }
    gap(count.value);
    return all;
  });

  /** First and last row in sight; nothing while the list is empty. */
  const visible = computed<{ first: number; last: number } | null>(() => {
    const range = virtualizer.value.range;
    return range && count.value > 0 ? { first: range.startIndex, last: range.endIndex } : null;
  });

  function measure(): void {
    const box = container.value?.getBoundingClientRect();
    if (!box) return;
    const top = Math.round(box.top + window.scrollY);
    if (top !== margin.value) margin.value = top;
  }

  watch(rowHeight, () => virtualizer.value.measure());
  watch(count, (now) => {
    if (active.value >= now) active.value = 0;
    void nextTick(measure);
  });

  function rowElement(index: number): HTMLElement | null {
    return container.value?.querySelector<HTMLElement>(`[data-row="${index}"]`) ?? null;
  }

  /** Gives the row the focus as soon as it is there: it may have to be loaded first. */
  function focusPending(): void {
    if (pending === null) return;
    const element = rowElement(pending);
    if (!element) return;
    pending = null;
    element.focus({ preventScroll: true });
  }
  watch(segments, () => void nextTick(focusPending));

  function focusRow(index: number): void {
    const target = Math.max(0, Math.min(index, count.value - 1));
    active.value = target;
    pending = target;
    virtualizer.value.scrollToIndex(target, { align: 'auto' });
    void nextTick(focusPending);
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const step = Math.max(1, (visible.value?.last ?? 0) - (visible.value?.first ?? 0) - 1);
    const moves: Record<string, () => number> = {
      ArrowDown: () => active.value + 1,
      ArrowUp: () => active.value - 1,
      PageDown: () => active.value + step,
      PageUp: () => active.value - step,
      Home: () => 0,
      End: () => count.value - 1,
    };
    const move = moves[event.key];
    if (!move || !(event.target as HTMLElement).closest('a, button')) return;
    event.preventDefault();
    focusRow(move());
  }

  function onFocusin(event: FocusEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (!row) return;
    focused.value = Number(row.dataset.index);
    if (pending === null) active.value = focused.value;
  }

  function onFocusout(): void {
    focused.value = null;
  }

  let observer: ResizeObserver | null = null;

  onMounted(() => {
    measure();
    if (typeof ResizeObserver !== 'undefined') {
      // What stands above the rows comes and goes: warnings, filters, another width.
      observer = new ResizeObserver(measure);
      observer.observe(document.body);
    }
    window.addEventListener('resize', measure);
  });
  onBeforeUnmount(() => {
    observer?.disconnect();
    window.removeEventListener('resize', measure);
  });
  watch(container, measure, { flush: 'post' });

  return {
    segments,
    visible,
    active,
    focusRow,
    focusPending,
    onKeydown,
    onFocusin,
    onFocusout,
  };
}
