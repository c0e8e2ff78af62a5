import { onBeforeUnmount, onMounted, type Ref } from 'vue';

/*
 * The bar at the top grows a second line on a phone when the page has a period. What sticks below it
 * has to know, so its height stands in --bar-now for style sheets, and here for programs.
 */

const PROPERTY = '--bar-now';

/** Pixels that the bar covers at the top of the window. */
export function barHeight(): number {
  return Number.parseFloat(document.documentElement.style.getPropertyValue(PROPERTY)) || 60;
}

export function usePublishedBarHeight(bar: Ref<HTMLElement | null>): void {
  let observer: ResizeObserver | null = null;
  onMounted(() => {
    if (typeof ResizeObserver === 'undefined' || !bar.value) return;
    observer = new ResizeObserver(() => {
      const height = bar.value?.offsetHeight ?? 0;
      if (height) document.documentElement.style.setProperty(PROPERTY, `${height}px`);
    });
    observer.observe(bar.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
}
