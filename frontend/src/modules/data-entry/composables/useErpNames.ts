import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { fetchErpNames, syncErpNames, type CompanyId, type ErpNameKind } from '../api';
import { SessionEndedError } from '@/shared/api/errors';
import { useAnswer } from '@/shared/api/useAnswer';

/** How often, and how many times, to look whether the names have come from ROA. */
const LOOK_MS = 1000;
const LOOKS = 60;

/** Names that ROA keeps, as typed words find them, and a way to have them copied anew. */
export function useErpNames(
  companyId: Ref<CompanyId | null>,
  kind: Ref<ErpNameKind>,
  search: Ref<string>,
  limit: number,
) {
  const words = computed(() => search.value.trim());
  const names = useAnswer(
    computed(() =>
      companyId.value === null
        ? null
        : {
            kind: kind.value,
            query: {
              company_id: companyId.value,
              limit,
              ...(words.value ? { search: words.value } : {}),
            },
          },
    ),
    (question, signal) => fetchErpNames(question.kind, question.query, signal),
    computed(() => `${companyId.value} ${kind.value}`),
  );
  const asOf = computed(() => names.data.value?.as_of ?? null);

  const syncing = ref(false);
  const syncError = shallowRef<unknown>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function finish(): void {
    clearTimeout(timer);
    syncing.value = false;
  }

  /** The copy is made in the background: its time tells when it has come. */
  function look(before: string | null, left: number): void {
    timer = setTimeout(async () => {
      await names.reload();
      if (asOf.value !== before || names.error.value || left <= 1) finish();
      else if (syncing.value) look(before, left - 1);
    }, LOOK_MS);
  }

  async function sync(): Promise<void> {
    if (companyId.value === null || syncing.value) return;
    syncing.value = true;
    syncError.value = null;
    try {
      const answer = await syncErpNames(companyId.value);
      look(answer.as_of ?? null, LOOKS);
    } catch (error) {
      if (!(error instanceof SessionEndedError)) syncError.value = error;
      finish();
    }
  }

  watch(companyId, finish);
  onScopeDispose(finish);

  return { names, asOf, syncing, syncError, sync };
}
