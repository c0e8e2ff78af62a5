import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { openReports } from '../testing/books';

const route = 'GET /api/reports/documents/11';
const line = {
  entry_id: 1,
  debit_account: '4111.00007',
  debit_name: 'Țesătoria Română SA',
  credit_account: '707',
  credit_name: 'Venituri din vânzarea mărfurilor',
  amount: '1000.00',
  currency: null,
  currency_amount: null,
  partner_id: 7,
  partner_name: 'Țesătoria Română SA',
  invoice_id: 5,
  explanation: 'Vânzare mărfuri',
};
const note = {
  id: 11,
  document_type: 'sale',
  document: 'sale CRP 1001',
  date: '2025-11-03',
  lines: [
    line,
    {
      ...line,
      entry_id: 2,
      credit_account: '5124',
      amount: '-50.00',
      currency: 'EUR',
      currency_amount: '-10.05',
      partner_id: null,
      partner_name: null,
      invoice_id: null,
    },
  ],
  total: '950.00',
};

describe('DocumentPage', () => {
  it('shows the lines of the note and leads to accounts, partner and invoice', async () => {
    const { wrapper } = await openReports('/reports/documents/11?company_id=3', {
      [route]: () => ({ body: note }),
    });
    expect(wrapper.get('h1').text()).toBe('Factură emisă CRP 1001');
    expect(wrapper.text()).toContain('2 linii');
    const [first, second] = wrapper.findAll('tbody tr');
    const days = 'date_from=2025-11-01&date_to=2025-11-30';
    expect(first?.findAll('a').map((link) => link.attributes('href'))).toEqual([
      `/reports/accounts/4111.00007?company_id=3&${days}`,
      `/reports/accounts/707?company_id=3&${days}`,
      `/reports/partners/7?company_id=3&${days}`,
    ]);
    expect(first?.text()).toContain('1.000,00');
    expect(second?.text()).toContain('−50,00');
    expect(second?.text()).toContain('−10,05 EUR');
    expect(second?.text()).toContain('stornare');
    expect(wrapper.get('tfoot').text()).toContain('950,00');
    expect(wrapper.get('a.to-invoice').attributes('href')).toBe('/reports/invoices/5?company_id=3');
  });

  it('shows the type once where the server leaves it out of the name', async () => {
    const { wrapper } = await openReports('/reports/documents/11?company_id=3', {
      [route]: () => ({ body: { ...note, document: 'CRP 1001', document_type: 'cash_sale' } }),
    });
    expect(wrapper.get('h1').text()).toBe('Vânzare cu bon CRP 1001');
  });

  it('says that a note does not exist, and asks nothing for an address that names none', async () => {
    const { wrapper, server, router } = await openReports('/reports/documents/11?company_id=3', {
      [route]: () => ({ status: 404, body: { detail: 'no' } }),
    });
    expect(wrapper.get('[role="alert"]').text()).toContain('o notă contabilă cu numărul 11');
    const before = server.requests.length;
    await router.push('/reports/documents/1e3?company_id=3');
    await flushPromises();
    expect(wrapper.get('[role="alert"]').text()).toContain('Nota contabilă nu există');
    expect(server.requests).toHaveLength(before);
  });
});
