import { computed, ref, shallowRef } from 'vue';
import { deleteSavedFilter, fetchSavedFilters, saveFilter, type SavedFilter } from '../api';
import { SessionEndedError } from '@/shared/api/errors';

/** The user's saved filters of one report, by name. They are asked for when they are first needed. */
export function useSavedFilters(report: string) {
  const items = shallowRef<SavedFilter[]>([]);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  const loaded = ref(false);

  const sorted = computed(() =>
    [...items.value].sort((a, b) => a.name.localeCompare(b.name, 'ro')),
  );

  async function load(): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    error.value = null;
    try {
      items.value = await fetchSavedFilters(report);
      loaded.value = true;
    } catch (problem) {
      if (!(problem instanceof SessionEndedError)) error.value = problem;
    } finally {
      loading.value = false;
    }
  }

  /** Throws what the server refuses: a name that is taken, too many. */
  async function save(name: string, query: string): Promise<SavedFilter> {
    const saved = await saveFilter({ report, name, query });
    items.value = [...items.value, saved];
    return saved;
  }

  async function remove(filter: SavedFilter): Promise<void> {
    await deleteSavedFilter(filter.id);
    items.value = items.value.filter((item) => item.id !== filter.id);
  }

  return { items: sorted, error, loading, loaded, load, save, remove };
}
