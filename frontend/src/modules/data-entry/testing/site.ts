import { flushPromises } from '@vue/test-utils';
import { vi } from 'vitest';
import { RouterView } from 'vue-router';
import { dataEntryRoutes } from '../index';
import en from '../locales/en';
import ro from '../locales/ro';
import { entries, historyEntry, receipt, receiptPage, receiptRow } from './receipts';
import type { User } from '@/shared/api/types';
import { useCompanyStore } from '@/shared/context/companyStore';
import { addModuleMessages } from '@/shared/i18n';
import { sessionKeeper } from '@/shared/session/sessionKeeper';
import { useSessionStore } from '@/shared/session/sessionStore';
import { fakeServer } from '@/shared/testing/fakeServer';
import { mountPage } from '@/shared/testing/mountPage';

addModuleMessages('ro', 'data-entry', ro);
addModuleMessages('en', 'data-entry', en);

const rates = ['21.00', '11.00'].map((rate) => ({ rate, kind: 'standard', name: rate }));
const types = [
  { code: 'consumables', name: 'Consumabile', debit_account: '604', vat_deductible_percent: 100 },
  { code: 'fuel', name: 'Combustibil', debit_account: '6022', vat_deductible_percent: 50 },
];

/** Who was signed in before leaves, so that no queue of theirs sends what the next test adds. */
let leave = () => {};

/** The module's pages in front of a server with one receipt, number 7. */
export async function openSite(
  at: string,
  routes: Parameters<typeof fakeServer>[0] = {},
  permissions: string[] = ['receipts.create', 'receipts.approve'],
) {
  leave();
  const one = '/api/data-entry/receipts/7';
  const server = fakeServer({
    'GET /api/companies': () => ({ body: { items: [{ id: 3, name: 'A', is_default: true }] } }),
    'GET /api/data-entry/receipts': () => ({ body: receiptPage([receiptRow()]) }),
    [`GET ${one}`]: () => ({ body: receipt() }),
    [`GET ${one}/history`]: () => ({ body: { items: [historyEntry()] } }),
    [`GET ${one}/entries`]: () => ({ body: entries() }),
    'GET /api/data-entry/nomenclature/vat-rates': () => ({ body: { items: rates } }),
    'GET /api/data-entry/nomenclature/expense-types': () => ({ body: { items: types, total: 2 } }),
    ...routes,
  });
  vi.stubGlobal('fetch', server.fetcher);
  const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 900 };
  const user = { id: 1, permissions } as User;
  sessionKeeper.signedIn(tokens, user);
  const mounted = await mountPage(RouterView, {
    at: `${at}${at.includes('?') ? '&' : '?'}company_id=3`,
    routes: dataEntryRoutes,
    prepare: () => {
      const session = useSessionStore();
      session.user = user;
      leave = () => (session.user = null);
      return useCompanyStore().load();
    },
  });
  return { ...mounted, server };
}

/** Says yes in the dialog that is open; PrimeVue puts it at the end of the body. */
export async function answerDialog(): Promise<void> {
  await flushPromises();
  document
    .querySelector('[role="dialog"] form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await flushPromises();
}
