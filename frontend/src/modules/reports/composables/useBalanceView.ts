import { computed } from 'vue';
import { useRoute, useRouter, type LocationQuery, type LocationQueryRaw } from 'vue-router';

/** What of the trial balance is shown, as the address says it. */
export interface BalanceView {
  year: number | null;
  month: number | null;
  level: 'synthetic' | 'analytic';
  accountClass: number | null;
  hideIdle: boolean;
  search: string;
  /** Accounts that are open where the level says closed, or closed where it says open. */
  toggled: string[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function whole(value: unknown, min: number, max: number): number | null {
  if (!/^\d{1,4}$/.test(text(value))) return null;
  const number = Number(value);
  return number >= min && number <= max ? number : null;
}

export function balanceViewFromQuery(query: LocationQuery): BalanceView {
  return {
    year: whole(query.year, 1990, 2100),
    month: whole(query.month, 1, 12),
    level: query.level === 'analytic' ? 'analytic' : 'synthetic',
    accountClass: whole(query.account_class, 1, 9),
    hideIdle: query.zeros === '0',
    search: text(query.search),
    toggled: text(query.toggled).split(',').filter(Boolean),
  };
}

export function queryFromBalanceView(view: BalanceView, query: LocationQuery): LocationQueryRaw {
  const next: LocationQueryRaw = { company_id: query.company_id };
  if (view.year !== null) next.year = String(view.year);
  if (view.month !== null) next.month = String(view.month);
  if (view.level === 'analytic') next.level = 'analytic';
  if (view.accountClass !== null) next.account_class = String(view.accountClass);
  if (view.hideIdle) next.zeros = '0';
  if (view.search) next.search = view.search;
  if (view.toggled.length > 0) next.toggled = view.toggled.join(',');
  return next;
}

export function useBalanceView() {
  const route = useRoute();
  const router = useRouter();
  const view = computed(() => balanceViewFromQuery(route.query));

  /** `replace` leaves no step in the history: for what is tried out, not gone to. */
  async function change(
    patch: Partial<BalanceView>,
    options: { replace?: boolean } = {},
  ): Promise<void> {
    const query = queryFromBalanceView({ ...view.value, ...patch }, route.query);
    await router[options.replace ? 'replace' : 'push']({ query });
  }

  const toggledSet = computed(() => new Set(view.value.toggled));
  const isOpen = (account: string): boolean =>
    (view.value.level === 'analytic') !== toggledSet.value.has(account);

  function toggle(account: string): Promise<void> {
    const { toggled } = view.value;
    const next = toggledSet.value.has(account)
      ? toggled.filter((other) => other !== account)
      : [...toggled, account];
    return change({ toggled: next }, { replace: true });
  }

  return { view, change, isOpen, toggle };
}
