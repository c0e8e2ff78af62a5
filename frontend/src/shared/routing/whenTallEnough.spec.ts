import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenTallEnough } from './whenTallEnough';

let height = 0;
beforeEach(() => {
  vi.useFakeTimers();
  height = 800;
  vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockImplementation(() => height);
});
afterEach(() => {
  vi.useRealTimers();
});

it('waits for the list that has to come first', async () => {
  const settled = vi.fn();
  void whenTallEnough(5000).then(settled);
  await vi.advanceTimersByTimeAsync(500);
  expect(settled).not.toHaveBeenCalled();
  height = 9000;
  await vi.advanceTimersByTimeAsync(50);
  expect(settled).toHaveBeenCalledWith(true);
});

it('goes as far as it gets where the list has become shorter', async () => {
  const settled = vi.fn();
  void whenTallEnough(5000).then(settled);
  await vi.advanceTimersByTimeAsync(15_100);
  expect(settled).toHaveBeenCalledWith(true);
});

it('leaves the page alone when the reader scrolls meanwhile', async () => {
  const settled = vi.fn();
  void whenTallEnough(5000).then(settled);
  window.dispatchEvent(new Event('wheel'));
  height = 9000;
  await vi.advanceTimersByTimeAsync(50);
  expect(settled).toHaveBeenCalledWith(false);
});
