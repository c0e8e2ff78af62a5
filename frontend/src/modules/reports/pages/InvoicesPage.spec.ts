import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RouterView } from 'vue-router';
import { addModuleMessages } from '@/shared/i18n';
import { sessionKeeper } from '@/shared/session/sessionKeeper';
import type { User } from '@/shared/api/types';
import { useCompanyStore } from '@/shared/context/companyStore';
import { fakeServer, type FakeAnswer, type FakeRequest } from '@/shared/testing/fakeServer';
import { mountPage } from '@/shared/testing/mountPage';
import { reportsRoutes } from '../index';
import en from '../locales/en';
import ro from '../locales/ro';
import { invoice, invoiceDetail, invoicePage } from '../testing/invoices';

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
const three = [
  invoice(),
  invoice({ id: 2, number: '1002', days_overdue: 21, status: 'overdue' }),
  invoice({ id: 3, number: '1003', paid: '1210.00', balance: '0.00', status: 'paid' }),
];

const list = 'GET /api/reports/invoices';

async function setUp(
  answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
  at = '/reports/invoices?company_id=3',
) {
  const server = fakeServer({
    [list]: answer,
    'GET /api/reports/invoices/2': () => ({ body: invoiceDetail({ id: 2, number: '1002' }) }),
    'GET /api/companies': () => ({ body: { items: [company] } }),
  });
  vi.stubGlobal('fetch', server.fetcher);
  const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 900 };
  sessionKeeper.signedIn(tokens, { id: 1 } as User);
  const mounted = await mountPage(RouterView, {
    at,
    routes: reportsRoutes,
    prepare: () => useCompanyStore().load(),
  });
  const asked = () => Object.fromEntries(server.to(list).at(-1)?.query ?? []);
  return { ...mounted, server, asked };
}

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('InvoicesPage', () => {
  it('shows the invoices and the totals of the selection', async () => {
    const { wrapper } = await setUp(() => ({ body: invoicePage(three) }));
    expect(wrapper.findAll('tbody tr')).toHaveLength(3);
    const [first, second, third] = wrapper.findAll('tbody tr').map((row) => row.text());
    expect(first).toContain('03.11.2025');
    expect(first).toContain('1.210,00');
    expect(first).toContain('În termen');
    expect(second).toContain('21 de zile întârziere');
    expect(third).toContain('Achitată');
    expect(wrapper.get('tfoot').text()).toContain('3.630,00');
    expect(wrapper.get('[role="status"]').text()).toContain('3 facturi');
  });

  it('asks what the address says', async () => {
    const { asked } = await setUp(
      () => ({ body: invoicePage(three) }),
      '/reports/invoices?company_id=3&status=overdue&search=carpat&page=2&sort=nonsense',
    );
    expect(asked()).toMatchObject({
      company_id: '3',
      status: 'overdue',
      search: 'carpat',
      page: '2',
      sort: 'date',
    });
  });

  it('writes a new order into the address and asks again', async () => {
    const { wrapper, router, asked } = await setUp(
      () => ({ body: invoicePage(three) }),
      '/reports/invoices?company_id=3&page=4',
    );
    const header = (text: string) =>
      wrapper.findAll('thead button').find((button) => button.text() === text)!;
    await header('Total').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({ company_id: '3', sort: 'total' });
    expect(asked()).toMatchObject({ sort: 'total', order: 'desc', page: '1' });
    await header('Total').trigger('click');
    await flushPromises();
    expect(asked()).toMatchObject({ sort: 'total', order: 'asc' });
    expect(wrapper.get('th[aria-sort="ascending"]').text()).toBe('Total');
  });

  it('waits for the end of the typing before it searches', async () => {
    vi.useFakeTimers();
    const { wrapper, server, asked } = await setUp(() => ({ body: invoicePage(three) }));
    const field = wrapper.get('input[type="search"]');
    for (const text of ['ț', 'țe', 'țesă']) {
      await field.setValue(text);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(server.to(list)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(server.to(list)).toHaveLength(2);
    expect(asked()).toMatchObject({ search: 'țesă' });
  });

  it('drops the answer of a question that was overtaken', async () => {
    let answerSlow: (answer: FakeAnswer) => void = () => undefined;
    const { wrapper, router } = await setUp((request) =>
      request.query.get('status') === 'open'
        ? new Promise<FakeAnswer>((resolve) => (answerSlow = resolve))
        : { body: invoicePage([three[2]!]) },
    );
    await router.push('/reports/invoices?company_id=3&status=open');
    await router.push('/reports/invoices?company_id=3&status=paid');
    await flushPromises();
    answerSlow({ body: invoicePage(three) });
    await flushPromises();
    expect(wrapper.findAll('tbody tr')).toHaveLength(1);
  });

  it('says what is wrong and tries again', async () => {
    let broken = true;
    const { wrapper } = await setUp(() =>
      broken
        ? { status: 503, body: { detail: 'x' }, headers: { 'X-Request-ID': '7f3a' } }
        : { body: invoicePage(three) },
    );
    const alert = wrapper.get('[role="alert"]');
    expect(alert.text()).toContain('Sistemul contabil nu răspunde');
    expect(alert.text()).toContain('7f3a');
    broken = false;
    await alert.get('button').trigger('click');
    await flushPromises();
    expect(wrapper.findAll('tbody tr')).toHaveLength(3);
  });

  it('does not offer to repeat what is forbidden', async () => {
    const { wrapper } = await setUp(() => ({ status: 403, body: { detail: 'no' } }));
    expect(wrapper.get('[role="alert"]').text()).toContain('nu are dreptul');
    expect(wrapper.get('[role="alert"]').find('button').exists()).toBe(false);
  });

  it('shows an empty selection and a way out of it', async () => {
    const { wrapper, router } = await setUp(
      () => ({ body: invoicePage([]) }),
      '/reports/invoices?company_id=3&search=nobody&date_from=2025-11-01&date_to=2025-11-30',
    );
    expect(wrapper.get('.list').text()).toContain('Nicio factură în selecție');
    await wrapper.get('.ways-out button').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({
      company_id: '3',
      date_from: '2025-11-01',
      date_to: '2025-11-30',
    });
  });

  it('moves between rows with the arrow keys, one stop for Tab', async () => {
    const { wrapper } = await setUp(() => ({ body: invoicePage(three) }));
    const rows = wrapper.findAll<HTMLElement>('[data-row]');
    const stops = () => rows.map((row) => row.attributes('tabindex'));
    expect(stops()).toEqual(['0', '-1', '-1']);
    rows[0]!.element.focus();
    await rows[0]!.trigger('keydown', { key: 'ArrowDown' });
    expect(document.activeElement).toBe(rows[1]!.element);
    expect(stops()).toEqual(['-1', '0', '-1']);
    await rows[1]!.trigger('keydown', { key: 'End' });
    expect(document.activeElement).toBe(rows[2]!.element);
    await rows[2]!.trigger('keydown', { key: 'ArrowDown' });
    expect(document.activeElement).toBe(rows[2]!.element);
  });

  it('goes to the search with "/", but not from another field', async () => {
    const { wrapper } = await setUp(() => ({ body: invoicePage(three) }));
    const search = wrapper.get<HTMLInputElement>('input[type="search"]').element;
    const other = document.createElement('input');
    document.body.append(other);
    other.focus();
    other.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }));
    expect(document.activeElement).toBe(other);
    other.blur();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }));
    expect(document.activeElement).toBe(search);
  });

  it('opens an invoice at an address of its own, with the filters kept', async () => {
    const { wrapper, router, server } = await setUp(
      () => ({ body: invoicePage(three) }),
      '/reports/invoices?company_id=3&status=open',
    );
    await wrapper.findAll('tbody tr')[1]!.get('td').trigger('click');
    const address = '/reports/invoices/2?company_id=3&status=open';
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe(address));
    // The list stays as it is: it is not asked for again.
    expect(server.to(list)).toHaveLength(1);
    await vi.waitFor(() => expect(document.querySelector('.invoice-drawer')).not.toBeNull());
    const drawer = document.querySelector('.invoice-drawer')!.textContent;
    expect(drawer).toContain('Făină albă');
    expect(drawer).toContain('12,5');
    expect(drawer).toContain('4111');
    expect(drawer).toContain('Nicio încasare');
  });
});
