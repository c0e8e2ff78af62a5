import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue';
import type { ChartOption } from './chartOption';
import type * as EchartsParts from './echarts';
import { readPalette, type Palette } from './palette';

/** What was clicked: the series by its place, and the item within it. */
export interface ChartClick {
  seriesIndex: number;
  dataIndex: number;
}

interface Chart {
  setOption(option: ChartOption, mode: { notMerge: boolean }): void;
  resize(): void;
  dispose(): void;
  on(event: 'click', handler: (click: ChartClick) => void): void;
  getZr(): { flush(): void };
}

/** Asked for once, however many charts a page has; after a failure it may be asked for again. */
let program: Promise<typeof EchartsParts> | null = null;

function loadProgram(): Promise<typeof EchartsParts> {
  program ??= import('./echarts').catch((error: unknown) => {
    program = null;
    throw error;
  });
  return program;
}

/**
 * Draws into an element with ECharts, which is loaded on first use. The drawing follows the
 * element's size and the colour scheme, and does not move where the user wants no motion.
 * `failed` says that the drawing program could not be loaded: the figures must be shown otherwise.
 */
export function useChart(
  element: Readonly<Ref<HTMLElement | null>>,
  build: () => (palette: Palette) => ChartOption,
  onClick: (click: ChartClick) => void,
) {
  const chart = shallowRef<Chart | null>(null);
  const failed = ref(false);
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  let gone = false;
  let size: ResizeObserver | null = null;
  let scheme: MutationObserver | null = null;

  function draw(): void {
    const option = build()(readPalette());
    chart.value?.setOption(
      { animation: !still.matches, animationDuration: 350, ...option },
      { notMerge: true },
    );
  }

  /** On paper the drawing has the width of the paper: it is scaled, as there is no time to draw anew. */
  function beforePrint(): void {
    if (!chart.value || !element.value) return;
    draw();
    chart.value.getZr().flush();
    const { clientWidth, clientHeight } = element.value;
    const drawing = element.value.querySelector('svg');
    drawing?.setAttribute('viewBox', `0 0 ${clientWidth} ${clientHeight}`);
  }

  function afterPrint(): void {
    element.value?.querySelector('svg')?.removeAttribute('viewBox');
  }

  onMounted(async () => {
    try {
      const { init } = await loadProgram();
      if (gone || !element.value) return;
      chart.value = init(element.value, null, { renderer: 'svg' }) as unknown as Chart;
    } catch {
      failed.value = true;
      return;
    }
    chart.value.on('click', onClick);
    draw();
    size = new ResizeObserver(() => chart.value?.resize());
    size.observe(element.value);
    scheme = new MutationObserver(draw);
    scheme.observe(document.documentElement, { attributeFilter: ['class'] });
    window.addEventListener('beforeprint', beforePrint);
    window.addEventListener('afterprint', afterPrint);
  });
  watch(build, draw);
  onBeforeUnmount(() => {
    gone = true;
    window.removeEventListener('beforeprint', beforePrint);
    window.removeEventListener('afterprint', afterPrint);
    size?.disconnect();
    scheme?.disconnect();
    chart.value?.dispose();
  });

  return { failed };
}
