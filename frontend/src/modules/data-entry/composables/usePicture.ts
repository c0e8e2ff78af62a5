import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { fetchPicture, type PictureSource } from '../attachmentsApi';
import { SessionEndedError } from '@/shared/api/errors';

/*
 * Pictures come with the session's token, which no <img> can send: so they are fetched, and shown
 * from memory. A file never changes, so that one that was seen is kept for a while.
 */

/** As many as a page of the list shows, and some pages in large. */
const KEPT = 120;

const kept = new Map<string, string>();

const nameOf = ({ companyId, id, view }: PictureSource) => `${companyId}/${id}/${view}`;

function keep(name: string, address: string): void {
  kept.set(name, address);
  for (const [oldest, old] of kept) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
    // An <img> that shows it has read it long ago.
    URL.revokeObjectURL(old);
  }
}

/** The address of a picture that was fetched; the next one takes its place when it has come. */
export function usePicture(source: Ref<PictureSource | null>) {
  const address = ref<string | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let controller: AbortController | null = null;

  async function load(): Promise<void> {
    controller?.abort();
    controller = null;
    error.value = null;
    loading.value = false;
    const wanted = source.value;
    if (!wanted) {
      address.value = null;
      return;
    }
    const name = nameOf(wanted);
    const before = kept.get(name);
    if (before) {
      kept.delete(name);
      kept.set(name, before);
      address.value = before;
      return;
    }
    const own = new AbortController();
    controller = own;
    loading.value = true;
    try {
      const made = URL.createObjectURL(await fetchPicture(wanted, own.signal));
      keep(name, made);
      if (controller === own) address.value = made;
    } catch (problem) {
      if (controller !== own || problem instanceof SessionEndedError) return;
      address.value = null;
      error.value = problem;
    } finally {
      if (controller === own) loading.value = false;
    }
  }

  watch(() => source.value && nameOf(source.value), load, { immediate: true });
  onScopeDispose(() => controller?.abort());

  return { address, error, loading, reload: load };
}
