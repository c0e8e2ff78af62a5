import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { balanceRow, openReports, trialBalance } from '../testing/books';
import type { FakeAnswer, FakeRequest } from '@/shared/testing/fakeServer';

const route = 'GET /api/reports/trial-balance';
const synthetics = [
  balanceRow('371', 'Mărfuri', { opening_debit: '30.00', closing_debit: '30.00' }),
  balanceRow('401', 'Furnizori', { period_credit: '1234.50', closing_credit: '1234.50' }),
  balanceRow('542', 'Avansuri de trezorerie', { opening_debit: '7.00' }),
];
const analytics = [
  balanceRow('371', 'Mărfuri', { opening_debit: '30.00' }),
  balanceRow('401.00001', 'Țesătoria Română SA', { period_credit: '1234.50', partner_id: 7 }),
  balanceRow('542', 'Avansuri de trezorerie', { opening_debit: '7.00' }),
];
const totals = { period_debit: '1234.50', period_credit: '1234.50' };

const answer = (request: FakeRequest): FakeAnswer => ({
  body: trialBalance(request.query.get('level') === 'analytic' ? analytics : synthetics, totals),
  headers: { 'X-Data-As-Of': '2025-11-23T12:00:00Z' },
});
const open = (query = '', handler: typeof answer = answer) =>
  openReports(`/reports/trial-balance?company_id=3${query}`, { [route]: handler });

type Mounted = Awaited<ReturnType<typeof open>>;
const accounts = ({ wrapper }: Mounted) =>
  wrapper.findAll('tr.row').map((row) => row.attributes('data-account'));

describe('TrialBalancePage', () => {
  it('shows four pairs of columns, and that debit equals credit in each', async () => {
    const { wrapper } = await open();
    const heads = wrapper.findAll('thead th').map((cell) => cell.text());
    expect(heads.slice(2, 6)).toEqual([
      'Solduri inițiale',
      'Rulaje perioadă',
      'Total sume',
      'Solduri finale',
    ]);
    const supplier = wrapper.get('tr[data-account="401"]').findAll('td');
    expect(supplier.map((cell) => cell.text())).toEqual([
      'Furnizori',
      '',
      '',
      '',
      '1.234,50',
      '',
      '',
      '',
      '1.234,50',
    ]);
    expect(wrapper.findAll('tfoot .good')).toHaveLength(4);
    expect(wrapper.text()).toContain('Noiembrie 2025');
    expect(wrapper.text()).toMatch(/Date din 23\.11\.2025/);
  });

  it('says by how much a pair does not balance', async () => {
    const { wrapper } = await open('', (request) => ({
      body: trialBalance(synthetics, { ...totals, period_credit: '1000.00' }),
      ...(request.query.get('level') === 'analytic' ? { body: trialBalance([]) } : {}),
    }));
    expect(wrapper.get('tfoot .bad').text()).toContain('diferență 234,50');
    expect(wrapper.get('[role="alert"]').text()).toContain('Debitul nu este egal cu creditul');
  });

  it('opens one account, and keeps that in the address', async () => {
    const mounted = await open();
    const { wrapper, router } = mounted;
    expect(accounts(mounted)).toEqual(['371', '401', '542']);
    const toggle = wrapper.get('tr[data-account="401"] button[aria-expanded]');
    expect(toggle.attributes('aria-label')).toBe('Arată analiticele contului 401');
    await toggle.trigger('click');
    await flushPromises();
    expect(accounts(mounted)).toEqual(['371', '401', '401.00001', '542']);
    expect(router.currentRoute.value.query.toggled).toBe('401');
    expect(wrapper.get('tr[data-account="401.00001"] .partner-name').attributes('href')).toBe(
      '/reports/partners/7?company_id=3&date_from=2025-11-01&date_to=2025-11-30',
    );
  });

  it('opens all accounts, and then closes one of them', async () => {
    const mounted = await open();
    const { wrapper, router } = mounted;
    const button = wrapper.findAll('button').find((each) => each.text().startsWith('Desfășoară'));
    await button?.trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query.level).toBe('analytic');
    expect(accounts(mounted)).toContain('401.00001');
    await wrapper.get('button[aria-expanded="true"]').trigger('click');
    await flushPromises();
    expect(accounts(mounted)).not.toContain('401.00001');
  });

  it('opens and closes with the arrow keys, and moves between accounts', async () => {
    const mounted = await open();
    const { wrapper } = mounted;
    const link = (account: string) => wrapper.get<HTMLElement>(`tr[data-account="${account}"] a`);
    link('371').element.focus();
    await link('371').trigger('keydown', { key: 'ArrowDown' });
    await flushPromises();
    expect(document.activeElement).toBe(link('401').element);
    await link('401').trigger('keydown', { key: 'ArrowRight' });
    await flushPromises();
    expect(accounts(mounted)).toContain('401.00001');
    await link('401').trigger('keydown', { key: 'ArrowRight' });
    await flushPromises();
    expect(document.activeElement).toBe(link('401.00001').element);
    await link('401.00001').trigger('keydown', { key: 'ArrowLeft' });
    await flushPromises();
    expect(document.activeElement).toBe(link('401').element);
    await link('401').trigger('keydown', { key: 'ArrowLeft' });
    await flushPromises();
    expect(accounts(mounted)).not.toContain('401.00001');
  });

  it('finds accounts as one types, without asking the server', async () => {
    const mounted = await open();
    const { wrapper, router, server } = mounted;
    const before = server.to(route).length;
    await wrapper.get('input[type="search"]').setValue('tesatoria');
    await flushPromises();
    expect(accounts(mounted)).toEqual(['401', '401.00001']);
    expect(router.currentRoute.value.query.search).toBe('tesatoria');
    await wrapper.get('input[type="search"]').setValue('nobody');
    await flushPromises();
    expect(wrapper.text()).toContain('Niciun cont găsit');
    expect(server.to(route)).toHaveLength(before);
  });

  it('hides accounts without turnover and balance by choice', async () => {
    const mounted = await open();
    await mounted.wrapper.get('input[type="checkbox"]').setValue(true);
    await flushPromises();
    expect(mounted.router.currentRoute.value.query.zeros).toBe('0');
    expect(accounts(mounted)).toEqual(['371', '401']);
  });

  it('leads from an account to its ledger of that month', async () => {
    const { wrapper } = await open();
    expect(wrapper.get('tr[data-account="401"] .main-link').attributes('href')).toBe(
      '/reports/accounts/401?company_id=3&date_from=2025-11-01&date_to=2025-11-30',
    );
  });

  it('steps to the month before and the year before, within the books', async () => {
    const { wrapper, router, server } = await open('&year=2025&month=11&account_class=4');
    const button = (label: string) => wrapper.get(`button[aria-label="${label}"]`);
    expect(button('Luna următoare').attributes('disabled')).toBeDefined();
    await button('Luna anterioară').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({
      company_id: '3',
      year: '2025',
      month: '10',
      account_class: '4',
    });
    const asked = server.to(route).at(-1)?.query;
    expect(asked?.get('month')).toBe('10');
    expect(asked?.get('account_class')).toBe('4');
    await button('Aceeași lună, anul trecut').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query).toMatchObject({ year: '2024', month: '11' });
  });

  it('does not claim that one class balances', async () => {
    const { wrapper } = await open('&account_class=4');
    expect(wrapper.get('tfoot').text()).toContain('Total clasa 4');
    expect(wrapper.find('tfoot .check').exists()).toBe(false);
  });

  it('says what is wrong and tries again', async () => {
    let broken = true;
    const mounted = await open('', (request) =>
      broken ? { status: 503, body: { detail: 'x' } } : answer(request),
    );
    expect(mounted.wrapper.get('[role="alert"]').text()).toContain('Balanța nu a putut fi');
    broken = false;
    await mounted.wrapper.get('[role="alert"] button').trigger('click');
    await flushPromises();
    expect(accounts(mounted)).toEqual(['371', '401', '542']);
  });

  it('says so when the analytics alone are missing', async () => {
    const mounted = await open('', (request) =>
      request.query.get('level') === 'analytic'
        ? { status: 503, body: { detail: 'x' } }
        : answer(request),
    );
    expect(accounts(mounted)).toEqual(['371', '401', '542']);
    expect(mounted.wrapper.get('[role="alert"]').text()).toContain('Analiticele nu au putut');
  });

  it('says that there is nothing where the books are empty', async () => {
    const { wrapper } = await open('', () => ({ body: trialBalance([]) }));
    expect(wrapper.text()).toContain('Nicio mișcare în balanță');
  });
});
