import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type { WithMeta } from './client';
import { SessionEndedError } from './errors';

/**
 * The server's answer to a question that changes. A new question cancels the one under way; the
 * former answer stays in sight until the new one comes, unless `owner` (the company) has changed:
 * another company's figures must not stand below the new name for a moment.
 */
export function useAnswer<Question, T>(
  question: Ref<Question | null>,
  ask: (question: Question, signal: AbortSignal) => Promise<WithMeta<T>>,
  owner: Ref<unknown> = ref(null),
) {
  const data = shallowRef<T | null>(null);
  const asOf = ref<string | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let controller: AbortController | null = null;

  // The address changes for other reasons too: only a different question is asked again.
  const text = computed(() => JSON.stringify(question.value));

  async function load(): Promise<void> {
    controller?.abort();
    controller = null;
    if (question.value === null) return;
    const own = new AbortController();
    controller = own;
    loading.value = true;
    error.value = null;
    try {
      const answer = await ask(question.value, own.signal);
      if (controller !== own) return;
      data.value = answer.data;
      // A server that does not say has read them just now.
      asOf.value = answer.asOf ?? new Date().toISOString();
    } catch (problem) {
      if (controller !== own || problem instanceof SessionEndedError) return;
      error.value = problem;
      data.value = null;
    } finally {
      if (controller === own) loading.value = false;
    }
  }

  watch(owner, () => (data.value = null), { flush: 'sync' });
  watch(text, load, { immediate: true });
  onScopeDispose(() => controller?.abort());

  return { data, asOf, error, loading, reload: load };
}
