import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type { WithMeta } from '@/shared/api/client';
import { SessionEndedError } from '@/shared/api/errors';

/**
 * The answer to a question that the address asks. A new question cancels the one under way. The
 * former answer stays in sight meanwhile, unless `clearOn` changes: another company's figures must
 * not stand below the new name for a moment.
 */
export function useAnswer<Question, T>(
  question: Ref<Question | null>,
  ask: (question: Question, signal: AbortSignal) => Promise<WithMeta<T>>,
  clearOn: Ref<unknown>,
) {
  const data = shallowRef<T | null>(null);
  const asOf = ref<string | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let controller: AbortController | null = null;

  async function load(): Promise<void> {
    controller?.abort();
    controller = null;
    loading.value = false;
    if (question.value === null) return;
    const own = new AbortController();
    controller = own;
    loading.value = true;
    error.value = null;
    try {
      const answer = await ask(question.value, own.signal);
      if (controller !== own) return;
      data.value = answer.data;
      asOf.value = answer.asOf;
    } catch (problem) {
      if (controller !== own || problem instanceof SessionEndedError) return;
      error.value = problem;
      data.value = null;
    } finally {
      if (controller === own) loading.value = false;
    }
  }

  watch(clearOn, () => (data.value = null), { flush: 'sync' });
  watch(() => JSON.stringify(question.value), load, { immediate: true });
  onScopeDispose(() => controller?.abort());

  return { data, asOf, error, loading, reload: load };
}
