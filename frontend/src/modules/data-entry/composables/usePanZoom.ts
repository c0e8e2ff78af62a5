import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue';
import { moveBy, turn, wholePicture, zoomAt, type Sight, type Size } from './panZoom';

const STEP = 1.4;

/** Moves, enlarges and turns a picture in its frame: by mouse, wheel, one finger or two. */
export function usePanZoom(frame: Ref<HTMLElement | null>, picture: Ref<Size>) {
  const sight = ref<Sight>(wholePicture());
  const size = ref<Size>({ width: 0, height: 0 });
  let observer: ResizeObserver | null = null;

  watch(
    frame,
    (element) => {
      observer?.disconnect();
      if (!element || typeof ResizeObserver === 'undefined') return;
      observer = new ResizeObserver(() => {
        size.value = { width: element.clientWidth, height: element.clientHeight };
      });
      observer.observe(element);
    },
    { immediate: true, flush: 'post' },
  );
  onBeforeUnmount(() => observer?.disconnect());

  /** From the middle of the frame. */
  function place(x: number, y: number) {
    const box = frame.value?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
  }

  const zoom = (factor: number, at = { x: 0, y: 0 }) =>
    (sight.value = zoomAt(sight.value, factor, at, picture.value, size.value));

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), place(event.clientX, event.clientY));
  }

  const fingers = new Map<number, { x: number; y: number }>();
  const held = ref(false);
  const middle = () => {
    const all = [...fingers.values()];
    const sum = all.reduce((one, other) => ({ x: one.x + other.x, y: one.y + other.y }));
    return { x: sum.x / all.length, y: sum.y / all.length };
  };
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  };

  function onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture?.(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    held.value = true;
  }

  function onMove(event: PointerEvent): void {
    if (!fingers.has(event.pointerId)) return;
    const before = { at: middle(), spread: spread() };
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const now = middle();
    sight.value = moveBy(
      sight.value,
      now.x - before.at.x,
      now.y - before.at.y,
      picture.value,
      size.value,
    );
    if (before.spread > 0) zoom(spread() / before.spread, place(now.x, now.y));
  }

  function onUp(event: PointerEvent): void {
    fingers.delete(event.pointerId);
    held.value = fingers.size > 0;
  }

  function onDoubleClick(event: MouseEvent): void {
    if (sight.value.scale > 1) whole();
    else zoom(STEP ** 3, place(event.clientX, event.clientY));
  }

  const whole = () => (sight.value = wholePicture(sight.value.turns));
  const rotate = (quarters: number) => (sight.value = turn(sight.value, quarters));
  const style = computed(() => {
    const { x, y, scale, turns } = sight.value;
    return { transform: `translate(${x}px, ${y}px) scale(${scale}) rotate(${turns * 90}deg)` };
  });

  return {
    sight,
    size,
    style,
    held,
    larger: () => zoom(STEP),
    smaller: () => zoom(1 / STEP),
    whole,
    rotate,
    on: {
      wheel: onWheel,
      pointerdown: onDown,
      pointermove: onMove,
      pointerup: onUp,
      pointercancel: onUp,
      dblclick: onDoubleClick,
    },
  };
}
