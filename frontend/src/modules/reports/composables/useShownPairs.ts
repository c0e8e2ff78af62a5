import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue';
import { pairs, type Pair } from './balanceTree';
import { usePrinting } from './usePrinting';

/*
 * Four pairs of columns need room. Where there is too little, the reader chooses which are shown: two
 * on a small screen, one on a phone. Nothing has to be scrolled sideways, and the accounts stay put.
 */

/** Pixels for the account and its name, at least. */
const NAMES = 205;

/** A size of type, and what a column of money needs beside its amounts; in pixels. */
export const sizes = {
  normal: { font: 12.5, padding: 15 },
  tight: { font: 11.5, padding: 11 },
};
export type Size = keyof typeof sizes;

export function useShownPairs(
  container: Ref<HTMLElement | null>,
  /** The longest amount, in em. */
  amountWidth: Ref<number>,
) {
  const width = ref(Number.POSITIVE_INFINITY);
  const printing = usePrinting();
  const chosen = ref<Pair>('period');
  let observer: ResizeObserver | null = null;

  function measure(): void {
    const now = container.value?.clientWidth;
    if (now) width.value = now;
  }
  onMounted(() => {
    measure();
    if (typeof ResizeObserver === 'undefined' || !container.value) return;
    observer = new ResizeObserver(measure);
    observer.observe(container.value);
  });
  onBeforeUnmount(() => observer?.disconnect());

  const fits = (columns: number, size: Size) => {
    const { font, padding } = sizes[size];
    return width.value - NAMES >= columns * (amountWidth.value * font + padding);
  };

  /** All four in smaller type are better than two in larger. */
  const layout = computed<{ room: 1 | 2 | 4; size: Size }>(() => {
    if (printing.value || fits(8, 'normal')) return { room: 4, size: 'normal' };
    if (fits(8, 'tight')) return { room: 4, size: 'tight' };
    return { room: fits(4, 'normal') ? 2 : 1, size: 'normal' };
  });
  const room = computed(() => layout.value.room);
  const size = computed(() => layout.value.size);

  const shown = computed<readonly Pair[]>(() => {
    if (room.value === 4) return pairs;
    if (room.value === 1) return [chosen.value];
    return chosen.value === 'opening' || chosen.value === 'period'
      ? ['opening', 'period']
      : ['total', 'closing'];
  });

  return { room, size, shown, chosen };
}
