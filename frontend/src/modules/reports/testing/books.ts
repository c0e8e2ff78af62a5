import { vi } from 'vitest';
import { RouterView } from 'vue-router';
import type { BalanceColumns, BalanceRow, LedgerEntry, TrialBalance } from '../api';
import { reportsRoutes } from '../index';
import en from '../locales/en';
import ro from '../locales/ro';
import type { User } from '@/shared/api/types';
import { useCompanyStore } from '@/shared/context/companyStore';
import { addModuleMessages } from '@/shared/i18n';
import { sessionKeeper } from '@/shared/session/sessionKeeper';
import { fakeServer } from '@/shared/testing/fakeServer';
import { mountPage } from '@/shared/testing/mountPage';

addModuleMessages('ro', 'reports', ro);
addModuleMessages('en', 'reports', en);

const company = {
  id: 3,
  name: 'Comerț Carpatic SRL',
  cui: 'RO14399840',
  registration_number: 'J40/1/2020',
  schema: 'DEMO',
  is_default: true,
};

/** Newest first: November 2025 is the current month, the books begin in January 2024. */
export const calendar = {
  items: [...Array(23).keys()].map((back) => {
    const index = 2025 * 12 + 10 - back;
    return { year: Math.floor(index / 12), month: (index % 12) + 1, closed: back > 0 };
  }),
  current: { year: 2025, month: 11 },
};

type Handlers = Parameters<typeof fakeServer>[0];

/** The reports at an address, in front of a server that answers as the test says. */
export async function openReports(at: string, handlers: Handlers) {
  const server = fakeServer({
    'GET /api/companies': () => ({ body: { items: [company] } }),
    'GET /api/calendar': () => ({ body: calendar }),
    ...handlers,
  });
  vi.stubGlobal('fetch', server.fetcher);
  const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 900 };
  sessionKeeper.signedIn(tokens, { id: 1 } as User);
  const mounted = await mountPage(RouterView, {
    at,
    routes: reportsRoutes,
    prepare: () => useCompanyStore().load(),
  });
  return { ...mounted, server };
}

const nothing: BalanceColumns = {
  opening_debit: '0.00',
  opening_credit: '0.00',
  period_debit: '0.00',
  period_credit: '0.00',
  total_debit: '0.00',
  total_credit: '0.00',
  closing_debit: '0.00',
  closing_credit: '0.00',
};

/** A row of the trial balance; an account with a point is an analytic. */
export function balanceRow(
  account: string,
  name: string,
  columns: Partial<BalanceRow> = {},
): BalanceRow {
  return {
    ...nothing,
    account,
    name,
    synthetic: account.split('.')[0] ?? account,
    synthetic_name: name,
    account_function: 'B',
    partner_id: null,
    ...columns,
  };
}

export function trialBalance(
  items: BalanceRow[],
  totals: Partial<BalanceColumns> = {},
): TrialBalance {
  return {
    period: {
      year: 2025,
      month: 11,
      closed: false,
      date_from: '2025-11-01',
      date_to: '2025-11-30',
    },
    level: 'synthetic',
    items,
    totals: { ...nothing, ...totals },
  };
}

export function ledgerEntry(index: number, patch: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    entry_id: index + 1,
    date: '2025-11-03',
    document_id: 100 + index,
    document: `sale FCT ${1000 + index}`,
    account: '4111.00007',
    counter_account: '707',
    partner_id: 7,
    partner_name: 'Țesătoria Română SA',
    invoice_id: null,
    explanation: `Vânzare ${index}`,
    debit: '10.00',
    credit: '0.00',
    balance: '110.00',
    ...patch,
  };
}

/** The page of a ledger that the query asks for, out of `total` entries. */
export function ledgerPage(query: URLSearchParams, total: number) {
  const page = Number(query.get('page'));
  const size = Number(query.get('page_size'));
  const first = (page - 1) * size;
  const items = [...Array(Math.max(0, Math.min(size, total - first))).keys()].map((index) =>
    ledgerEntry(first + index),
  );
  return {
    date_from: query.get('date_from') ?? '2025-11-01',
    date_to: query.get('date_to') ?? '2025-11-30',
    totals: { opening: '100.00', debit: '50000.00', credit: '0.00', closing: '50100.00' },
    items,
    total,
    page,
    page_size: size,
  };
}
