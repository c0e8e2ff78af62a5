import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ledgerPage, openReports } from '../testing/books';
import type { FakeAnswer, FakeRequest } from '@/shared/testing/fakeServer';

const route = 'GET /api/reports/trial-balance/accounts/4111';
const november = '&date_from=2025-11-01&date_to=2025-11-30';

const answerOf =
  (total: number) =>
  (request: FakeRequest): FakeAnswer => ({
    body: {
      account: '4111',
      name: 'Clienți',
      account_function: 'A',
      partner_id: null,
      ...ledgerPage(request.query, total),
    },
    headers: { 'X-Data-As-Of': '2025-11-23T12:00:00Z' },
  });
const open = (
  query = november,
  handler: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer> = answerOf(5000),
) => openReports(`/reports/accounts/4111?company_id=3${query}`, { [route]: handler });

afterEach(() => {
  vi.useRealTimers();
});

describe('AccountLedgerPage', () => {
  it('shows the opening balance, operations, totals and the closing balance', async () => {
    const { wrapper } = await open();
    expect(wrapper.get('h1').text()).toBe('4111 · Clienți');
    expect(wrapper.text()).toContain('cont de activ');
    expect(wrapper.get('tr.edge').text()).toContain('Sold la începutul zilei de 01.11.2025');
    expect(wrapper.get('tr.edge').text()).toContain('100,00');
    const first = wrapper.get('tr[data-index="0"]').text();
    for (const part of ['03.11.2025', 'Factură emisă FCT 1000', '4111.00007', '707', '10,00'])
      expect(first).toContain(part);
    expect(first).toContain('debitor');
    expect(wrapper.get('tfoot').text()).toContain('5.000 de operațiuni');
    expect(wrapper.get('tfoot').text()).toContain('50.100,00');
  });

  it('holds the rows in sight only, and the room of the others', async () => {
    const { wrapper } = await open();
    const rows = wrapper.findAll('tr.row').length;
    expect(rows).toBeGreaterThan(10);
    expect(rows).toBeLessThan(80);
    const gap = wrapper.get<HTMLElement>('tr.gap td').element;
    expect(Number.parseInt(gap.style.height, 10)).toBe((5000 - rows) * 48);
    expect(wrapper.get('table').attributes('aria-rowcount')).toBe('5003');
  });

  it('leads to documents, partners and the other account, over the same days', async () => {
    const { wrapper } = await open();
    const links = wrapper.get('tr[data-index="0"]').findAll('a');
    expect(links.map((link) => link.attributes('href'))).toEqual([
      '/reports/documents/100?company_id=3',
      `/reports/accounts/4111.00007?company_id=3${november}`,
      `/reports/partners/7?company_id=3${november}`,
      `/reports/accounts/707?company_id=3${november}`,
    ]);
    expect(wrapper.text()).toContain('În balanța lunii');
  });

  it('is one stop for Tab, and moves with the arrow keys', async () => {
    const { wrapper } = await open();
    const link = (index: number) => wrapper.get<HTMLElement>(`[data-row="${index}"]`);
    expect(wrapper.findAll('[data-row][tabindex="0"]')).toHaveLength(1);
    link(0).element.focus();
    await link(0).trigger('keydown', { key: 'ArrowDown' });
    await flushPromises();
    expect(document.activeElement).toBe(link(1).element);
    expect(link(1).attributes('tabindex')).toBe('0');
    expect(link(0).attributes('tabindex')).toBe('-1');
  });

  it('starts with the current month where the address has no days', async () => {
    const { router, server } = await open('');
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({
      company_id: '3',
      date_from: '2025-11-01',
      date_to: '2025-11-30',
    });
    expect(server.to(route)).toHaveLength(1);
    expect(server.to(route)[0]?.query.get('date_from')).toBe('2025-11-01');
  });

  it('leaves out days from before the books', async () => {
    const { router } = await open('&date_from=2023-01-01&date_to=2024-06-30');
    await flushPromises();
    expect(router.currentRoute.value.query.date_from).toBe('2024-01-01');
  });

  it('steps to the month before, and no further than the books', async () => {
    const { wrapper, router } = await open('&date_from=2024-02-01&date_to=2024-02-29');
    const back = () => wrapper.get('button[aria-label="Perioada anterioară"]');
    await back().trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query).toMatchObject({
      date_from: '2024-01-01',
      date_to: '2024-01-31',
    });
    expect(back().attributes('disabled')).toBeDefined();
  });

  it('says that an account without operations keeps its balance', async () => {
    const { wrapper } = await open(november, answerOf(0));
    expect(wrapper.get('.empty').text()).toContain('nu are operațiuni în Noiembrie 2025');
    expect(wrapper.get('.empty').text()).toContain('50.100,00 lei debitor');
  });

  it('says that an account does not exist', async () => {
    const { wrapper } = await open(november, () => ({ status: 404, body: { detail: 'no' } }));
    expect(wrapper.get('[role="alert"]').text()).toContain('Contul 4111 nu există');
  });

  it('says why the server refuses the days', async () => {
    const { wrapper } = await open(november, () => ({
      status: 422,
      body: { detail: 'the books begin on 2024-01-01' },
    }));
    expect(wrapper.get('[role="alert"]').text()).toContain('the books begin on 2024-01-01');
  });

  it('fetches every row before it prints', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const { wrapper, server } = await open(november, answerOf(450));
    const button = wrapper.findAll('button').find((each) => each.text() === 'Tipărește');
    await button?.trigger('click');
    await vi.waitFor(() => expect(print).toHaveBeenCalledOnce());
    expect(server.to(route).map((request) => request.query.get('page'))).toEqual(['1', '2', '3']);
    window.dispatchEvent(new Event('beforeprint'));
    await flushPromises();
    expect(wrapper.findAll('tr.row')).toHaveLength(450);
    window.dispatchEvent(new Event('afterprint'));
    await flushPromises();
    expect(wrapper.findAll('tr.row').length).toBeLessThan(80);
  });
});
