/**
 * PrimeVue looks where a popover stands while it still grows, and then takes one below its button
 * for one above: it draws the arrow at the wrong end, over the button. Its place says which it is.
 */
export function settlePopover(popover: unknown): void {
  const { container, target } = popover as { container?: HTMLElement; target?: HTMLElement };
  if (!container || !target) return;
  const top = Number.parseFloat(container.style.top);
  if (top < target.getBoundingClientRect().top + window.scrollY) return;
  container.classList.remove('p-popover-flipped');
  container.removeAttribute('data-p-popover-flipped');
}
