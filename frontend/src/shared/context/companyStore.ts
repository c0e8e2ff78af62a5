import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { apiGet } from '@/shared/api/client';
import type { Calendar, Company } from '@/shared/api/types';

const STORAGE_KEY = 'roa2web.company';

/** The companies that the user may see, and their accounting calendars. */
export const useCompanyStore = defineStore('company', () => {
  const companies = shallowRef<Company[]>([]);
  const rememberedId = ref<string | null>(localStorage.getItem(STORAGE_KEY));
  const calendars = new Map<Company['id'], Promise<Calendar>>();
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    loading ??= apiGet('/api/companies').then((answer) => {
      companies.value = [...answer.items].sort((a, b) => a.name.localeCompare(b.name, 'ro'));
    });
    try {
      await loading;
    } catch (error) {
      loading = null;
      throw error;
    }
  }

  function find(id: unknown): Company | null {
    return companies.value.find((company) => String(company.id) === String(id)) ?? null;
  }

  /** The company to start with: the last one used, the user's default, the first. */
  const startId = computed<Company['id'] | null>(
    () =>
      (
        find(rememberedId.value) ??
        companies.value.find((company) => company.is_default) ??
        companies.value[0]
      )?.id ?? null,
  );

  function remember(company: Company): void {
    rememberedId.value = String(company.id);
    localStorage.setItem(STORAGE_KEY, String(company.id));
  }

  function calendar(id: Company['id']): Promise<Calendar> {
    let answer = calendars.get(id);
    if (!answer) {
      answer = apiGet('/api/calendar', { query: { company_id: id } });
      answer.catch(() => calendars.delete(id));
      calendars.set(id, answer);
    }
    return answer;
  }

  return { companies, rememberedId, startId, load, find, remember, calendar };
});
