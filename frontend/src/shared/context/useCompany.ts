import { computed, watch } from 'vue';
import { useRoute } from 'vue-router';
import { useCompanyStore } from './companyStore';

/** The company that the page's address names; null where the user may not see it. */
export function useCompany() {
  const route = useRoute();
  const store = useCompanyStore();
  const requestedId = computed(() => {
    const value = route.query.company_id;
    return (Array.isArray(value) ? value[0] : value) ?? null;
  });
  const company = computed(() => store.find(requestedId.value));
  watch(company, (now) => now && store.remember(now), { immediate: true });
  return { requestedId, company };
}
