import { onBeforeUnmount, onMounted, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';
import type { Question } from './useQuestion';

/** Asks before what was written and not kept is left behind. */
export function useLeaveGuard(
  dirty: Ref<boolean>,
  ask: (question: Question) => Promise<string | null>,
): void {
  const { t } = useI18n();

  async function mayLeave(): Promise<boolean> {
    if (!dirty.value) return true;
    const sure = await ask({
      title: t('data-entry.leave.title'),
      text: t('data-entry.leave.text'),
      confirm: t('data-entry.leave.confirm'),
      danger: true,
    });
    return sure !== null;
  }
  onBeforeRouteLeave(mayLeave);
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave());

  function onUnload(event: BeforeUnloadEvent): void {
    if (dirty.value) event.preventDefault();
  }
  onMounted(() => window.addEventListener('beforeunload', onUnload));
  onBeforeUnmount(() => window.removeEventListener('beforeunload', onUnload));
}
