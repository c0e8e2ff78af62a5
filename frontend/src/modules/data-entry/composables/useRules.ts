import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import { fetchRules, updateRules, type AccountRule, type CompanyId, type RulesBody } from '../api';
import { SessionEndedError } from '@/shared/api/errors';
import { useAnswer } from '@/shared/api/useAnswer';

export interface ExpenseRow {
  code: string;
  name: string;
  account: string;
  percent: number | null;
  /** As the program proposes it: such a row is not sent, so that a later default still holds. */
  isDefault: boolean;
}
export interface AccountRow {
  role: AccountRule['role'];
  account: string;
  isDefault: boolean;
}

/** The rules of booking of a company, being edited. */
export function useRules(companyId: Ref<CompanyId | null>) {
  const { data, error, loading, reload } = useAnswer(
    computed(() => (companyId.value === null ? null : { company_id: companyId.value })),
    fetchRules,
    companyId,
  );
  const expenses = ref<ExpenseRow[]>([]);
  const accounts = ref<AccountRow[]>([]);
  const kept = ref('');
  const text = computed(() => JSON.stringify([expenses.value, accounts.value]));

  watch(data, (rules) => {
    expenses.value = (rules?.expenses ?? []).map((rule) => ({
      code: rule.code,
      name: rule.name,
      account: rule.debit_account,
      percent: rule.vat_deductible_percent,
      isDefault: rule.is_default,
    }));
    accounts.value = (rules?.accounts ?? []).map((rule) => ({
      role: rule.role,
      account: rule.account,
      isDefault: rule.is_default,
    }));
    kept.value = text.value;
  });

  const dirty = computed(() => text.value !== kept.value);
  const complete = computed(
    () =>
      expenses.value.every((row) => row.account.trim().length >= 3 && row.percent !== null) &&
      accounts.value.every((row) => row.account.trim().length >= 3),
  );
  const busy = ref(false);
  const failure = shallowRef<unknown>(null);

  function body(): RulesBody {
    return {
      version: data.value?.version ?? 0,
      expenses: expenses.value
        .filter((row) => !row.isDefault)
        .map((row) => ({
          code: row.code,
          debit_account: row.account.trim(),
          vat_deductible_percent: row.percent ?? 100,
        })),
      accounts: accounts.value
        .filter((row) => !row.isDefault)
        .map((row) => ({ role: row.role, account: row.account.trim() })),
    };
  }

  async function save(): Promise<boolean> {
    if (companyId.value === null || busy.value || !complete.value) return false;
    busy.value = true;
    failure.value = null;
    try {
      data.value = await updateRules(companyId.value, body());
      return true;
    } catch (problem) {
      if (!(problem instanceof SessionEndedError)) failure.value = problem;
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { data, error, loading, reload, expenses, accounts, dirty, complete, busy, failure, save };
}
