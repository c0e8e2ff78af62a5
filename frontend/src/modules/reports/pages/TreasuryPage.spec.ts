import { describe, expect, it } from 'vitest';
import { ledgerEntry, ledgerPage, openReports } from '../testing/books';
import type { TreasuryAccount } from '../api';

const november = '&date_from=2025-11-01&date_to=2025-11-30';
const account = (patch: Partial<TreasuryAccount>): TreasuryAccount => ({
  account: '5121.00001',
  name: 'Banca Carpaților',
  kind: 'bank',
  currency: null,
  operations: 12,
  opening: '100.00',
  in: '50.00',
  out: '20.00',
  closing: '130.00',
  ...patch,
});
const treasury = (items: TreasuryAccount[]) => ({
  date_from: '2025-11-01',
  date_to: '2025-11-30',
  items,
  totals: { opening: '200.00', in: '100.00', out: '40.00', closing: '260.00' },
});
const accountsRoute = 'GET /api/reports/treasury/accounts';
const registerRoute = 'GET /api/reports/treasury/register';

describe('TreasuryPage', () => {
  it('shows banks, then cash desks, with their totals', async () => {
    const { wrapper } = await openReports(`/reports/treasury?company_id=3${november}`, {
      [accountsRoute]: () => ({
        body: treasury([
          account({ account: '5311.00001', name: 'Casa', kind: 'cash_desk', closing: '-0.50' }),
          account({}),
          account({ account: '5124.00001', name: 'Cont euro', currency: 'EUR' }),
        ]),
      }),
    });
    const rows = wrapper.findAll('tbody tr').map((row) => row.text());
    expect(rows.map((row) => row.slice(0, 10))).toEqual([
      'Bancă',
      '5121.00001',
      '5124.00001',
      'Casă',
      '5311.00001',
    ]);
    expect(rows[2]).toContain('cont în EUR, arătat în lei');
    expect(wrapper.get('tfoot').text()).toContain('260,00');
    const figures = wrapper.findAll('dl > div').map((figure) => figure.text());
    expect(figures[1]).toContain('260,00');
    expect(figures[2]).toContain('−0,50');
    expect(wrapper.get('tbody a').attributes('href')).toBe(
      `/reports/treasury/5121.00001?company_id=3${november}`,
    );
  });

  it('says that a company has no treasury accounts', async () => {
    const { wrapper } = await openReports(`/reports/treasury?company_id=3${november}`, {
      [accountsRoute]: () => ({ body: treasury([]) }),
    });
    expect(wrapper.text()).toContain('Niciun cont de trezorerie');
  });
});

describe('TreasuryRegisterPage', () => {
  const { debit, credit, ...rest } = ledgerEntry(0);
  const operation = { ...rest, in: debit, out: credit, balance: '-12.50' };
  const register =
    (negative: { date: string; balance: string }[]) => (request: { query: URLSearchParams }) => ({
      body: {
        account: '5311',
        name: 'Casa în lei',
        kind: 'cash_desk',
        currency: null,
        negative_days: negative,
        ...ledgerPage(request.query, 1),
        items: [operation],
        totals: { opening: '0.00', in: '10.00', out: '0.00', closing: '-12.50' },
      },
    });
  const open = (negative: { date: string; balance: string }[]) =>
    openReports(`/reports/treasury/5311?company_id=3${november}`, {
      [registerRoute]: register(negative),
    });

  it('shows money in and out with a signed running balance', async () => {
    const { wrapper, server } = await open([]);
    expect(server.to(registerRoute)[0]?.query.get('account')).toBe('5311');
    expect(wrapper.text()).toContain('Registru de casă');
    const heads = wrapper.findAll('thead th').map((cell) => cell.text());
    expect(heads).toEqual([
      'Data',
      'Document',
      'Explicație',
      'Cont coresp.',
      'Încasări',
      'Plăți',
      'Sold',
    ]);
    const cells = wrapper.get('tr[data-index="0"]').findAll('td');
    expect(cells.slice(-3).map((cell) => cell.text())).toEqual(['10,00', '', '−12,50']);
    expect(wrapper.find('.negative[role="status"]').exists()).toBe(false);
  });

  it('warns of days at whose end the cash desk is below zero', async () => {
    const days = [...Array(8).keys()].map((day) => ({
      date: `2025-11-0${day + 1}`,
      balance: '-1.00',
    }));
    const { wrapper } = await open(days);
    const warning = wrapper.get('.negative[role="status"]');
    expect(warning.text()).toContain('Casa este pe minus în 8 zile');
    expect(warning.text()).toContain('și încă 2 zile');
    expect(warning.get('a').attributes('href')).toBe(
      '/reports/treasury/5311?company_id=3&date_from=2025-11-01&date_to=2025-11-01',
    );
  });

  it('says that an account is no treasury account', async () => {
    const { wrapper } = await openReports(`/reports/treasury/707?company_id=3${november}`, {
      [registerRoute]: () => ({ status: 404, body: { detail: 'no' } }),
    });
    expect(wrapper.get('[role="alert"]').text()).toContain('707 nu este un cont de trezorerie');
  });
});
