import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue';
import { pairs, type Pair } from './balanceTree';

/*
 * Four pairs of columns need room. Where there is too little, the reader chooses which are shown: two
 * on a small screen, one on a phone. Nothing has to be scrolled sideways, and the accounts stay put.
 */

/** Pixels for the account and its name, at least. */
const NAMES = 300;

export function useShownPairs(
  container: Ref<HTMLElement | null>,
  /** Pixels that a column of money needs. */
  moneyWidth: Ref<number>,
) {
  const width = ref(Number.POSITIVE_INFINITY);
  const printing = ref(false);
  const chosen = ref<Pair>('period');
  let observer: ResizeObserver | null = null;

  function measure(): void {
    const now = container.value?.clientWidth;
    if (now) width.value = now;
  }
  const startPrint = () => (printing.value = true);
  const endPrint = () => (printing.value = false);

  onMounted(() => {
    measure();
    if (typeof ResizeObserver !== 'undefined' && container.value) {
      observer = new ResizeObserver(measure);
      observer.observe(container.value);
    }
    window.addEventListener('beforeprint', startPrint);
    window.addEventListener('afterprint', endPrint);
  });
  onBeforeUnmount(() => {
    observer?.disconnect();
    window.removeEventListener('beforeprint', startPrint);
    window.removeEventListener('afterprint', endPrint);
  });

  const room = computed<1 | 2 | 4>(() => {
    if (printing.value) return 4;
    const columns = (width.value - NAMES) / moneyWidth.value;
    return columns >= 8 ? 4 : columns >= 4 ? 2 : 1;
  });

  const shown = computed<readonly Pair[]>(() => {
    if (room.value === 4) return pairs;
    if (room.value === 1) return [chosen.value];
    return chosen.value === 'opening' || chosen.value === 'period'
      ? ['opening', 'period']
      : ['total', 'closing'];
  });

  return { room, shown, chosen };
}
