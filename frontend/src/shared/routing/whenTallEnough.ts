/** Longer than an answer takes; then the list has become shorter than it was. */
const PATIENCE_MS = 15_000;

/**
 * Waits until the page is so long that it can be scrolled to `top`: a list that is gone back to has
 * to come from the server first. Ends at once when the reader scrolls himself: false then.
 */
export function whenTallEnough(top: number): Promise<boolean> {
  const own = new AbortController();
  const { signal } = own;
  const deadline = performance.now() + PATIENCE_MS;
  return new Promise((resolve) => {
    const finish = (reached: boolean) => {
      own.abort();
      resolve(reached);
    };
    for (const event of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
      window.addEventListener(event, () => finish(false), { signal, passive: true });
    }
    const look = () => {
      if (signal.aborted) return;
      const { scrollHeight } = document.documentElement;
      if (scrollHeight - window.innerHeight >= top || performance.now() > deadline) finish(true);
      else requestAnimationFrame(look);
    };
    look();
  });
}
