import { describe, expect, it } from 'vitest';
import { ledgerPage, openReports } from '../testing/books';

const november = '&date_from=2025-11-01&date_to=2025-11-30';
const route = 'GET /api/reports/partners/7/statement';
const partner = {
  id: 7,
  name: 'Țesătoria Română SA',
  cui: 'RO14399840',
  registration_number: null,
  city: 'Iași',
  is_client: true,
  is_supplier: false,
};

describe('PartnerStatementPage', () => {
  it('shows who the partner is, its balances, unpaid invoices and operations', async () => {
    const { wrapper } = await openReports(`/reports/partners/7?company_id=3${november}`, {
      [route]: (request) => ({
        body: {
          partner,
          accounts: [{ account: '4111.00007', name: partner.name, balance: '-45.50' }],
          open_as_client: '45.50',
          open_as_supplier: '0.00',
          ...ledgerPage(request.query, 3),
        },
      }),
    });
    expect(wrapper.get('h1').text()).toBe(partner.name);
    const card = wrapper.get('.partner-card');
    for (const part of ['RO14399840', 'Iași', '4111.00007', '45,50', 'creditor'])
      expect(card.text()).toContain(part);
    expect(card.findAll('a').map((link) => link.attributes('href'))).toEqual([
      `/reports/accounts/4111.00007?company_id=3${november}`,
      '/reports/invoices?company_id=3&partner_id=7&status=open',
    ]);
    expect(wrapper.findAll('tr.row')).toHaveLength(3);
    expect(wrapper.findAll('thead th').map((cell) => cell.text())).toContain('Cont');
  });

  it('says that a partner does not exist, also where the address cannot name one', async () => {
    const { wrapper } = await openReports(`/reports/partners/7?company_id=3${november}`, {
      [route]: () => ({ status: 404, body: { detail: 'no' } }),
    });
    expect(wrapper.get('[role="alert"]').text()).toContain('nu are un partener cu numărul 7');
    const other = await openReports(`/reports/partners/x?company_id=3${november}`, {});
    expect(other.wrapper.get('[role="alert"]').text()).toContain('Partenerul nu există');
  });
});
