import { computed, type Ref } from 'vue';
import { fetchExpenseTypes, fetchVatRates, type CompanyId } from '../api';
import { useAnswer } from '@/shared/api/useAnswer';

/** Expense types, and the VAT rates of the receipt's day. */
export function useNomenclature(companyId: Ref<CompanyId | null>, date: Ref<string>) {
  const types = useAnswer(
    computed(() => (companyId.value === null ? null : { company_id: companyId.value, limit: 500 })),
    (query) => fetchExpenseTypes(query),
    companyId,
  );
  const rates = useAnswer(
    computed(() =>
      companyId.value === null
        ? null
        : { company_id: companyId.value, ...(date.value ? { date: date.value } : {}) },
    ),
    (query) => fetchVatRates(query),
  );

  const expenseTypes = computed(() => types.data.value?.items ?? []);
  const vatRates = computed(() => (rates.data.value?.items ?? []).map((item) => item.rate));
  const expenseName = (code: string) =>
    expenseTypes.value.find((type) => type.code === code)?.name ?? code;
  const error = computed(() => types.error.value ?? rates.error.value);

  return { expenseTypes, vatRates, expenseName, error };
}
