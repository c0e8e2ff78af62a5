import { onBeforeUnmount, onMounted } from 'vue';

/**
 * Single keys for those who check many receipts, such as A, R, J and K. They are silent while
 * something is being written or a dialog is open. Control+S keeps what was written, from everywhere.
 */
export function useReceiptKeys(keys: Record<string, () => void>, save?: () => void): void {
  function onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (
      save &&
      event.key.toLowerCase() === 's' &&
      (event.ctrlKey || event.metaKey) &&
      !event.altKey
    ) {
      event.preventDefault();
      // Leaving the field makes it say what was typed last.
      (document.activeElement as HTMLElement | null)?.blur();
      save();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const writing = 'input:not([type="radio"]), textarea, select, [contenteditable]';
    if (target.closest(writing) || document.querySelector('[role="dialog"]')) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }

  onMounted(() => document.addEventListener('keydown', onKey));
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey));
}
