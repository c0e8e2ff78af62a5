import { ref, type Ref } from 'vue';

/**
 * Arrow keys between the rows of a list. Each row has one link with `data-row`; one of them at a
 * time is reached by Tab, the others by Up, Down, Home and End, so that a list of 250 rows costs
 * the keyboard one stop. Enter opens, because it is a link.
 */
export function useRowKeys(container: Ref<HTMLElement | null>) {
  const active = ref(0);

  function rows(): HTMLElement[] {
    return [...(container.value?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  }

  function focusRow(index: number): void {
    const all = rows();
    const target = all[Math.max(0, Math.min(index, all.length - 1))];
    if (!target) return;
    active.value = all.indexOf(target);
    target.focus();
    target.scrollIntoView?.({ block: 'nearest' });
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const moves: Record<string, () => number> = {
      ArrowDown: () => active.value + 1,
      ArrowUp: () => active.value - 1,
      Home: () => 0,
      End: () => rows().length - 1,
    };
    const move = moves[event.key];
    if (!move || !(event.target as HTMLElement).closest('[data-row]')) return;
    event.preventDefault();
    focusRow(move());
  }

  function onFocusin(event: FocusEvent): void {
    const index = rows().indexOf(event.target as HTMLElement);
    if (index >= 0) active.value = index;
  }

  return { active, onKeydown, onFocusin, focusRow };
}
