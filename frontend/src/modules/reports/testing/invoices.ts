import type { InvoiceDetail, InvoicePage, InvoiceRow } from '../api';

export function invoice(patch: Partial<InvoiceRow> = {}): InvoiceRow {
  return {
    id: 1,
    series: 'CRP',
    number: '1001',
    date: '2025-11-03',
    due_date: '2025-12-03',
    days_overdue: 0,
    partner_id: 7,
    partner_name: 'Țesătoria Română SA',
    partner_cui: 'RO14399840',
    currency: 'RON',
    net: '1000.00',
    vat: '210.00',
    total: '1210.00',
    paid: '0.00',
    balance: '1210.00',
    status: 'open',
    ...patch,
  };
}

export function invoicePage(items: InvoiceRow[], patch: Partial<InvoicePage> = {}): InvoicePage {
  return {
    items,
    total: items.length,
    page: 1,
    page_size: 50,
    totals: {
      net: '3000.00',
      vat: '630.00',
      total: '3630.00',
      paid: '1815.00',
      balance: '1815.00',
      overdue: '907.50',
    },
    ...patch,
  };
}

export function invoiceDetail(patch: Partial<InvoiceDetail> = {}): InvoiceDetail {
  return {
    ...invoice(),
    partner_type: 'clients',
    lines: [
      {
        position: 1,
        description: 'Făină albă',
        quantity: '12.500',
        unit: 'kg',
        unit_price: '80.00',
        vat_rate: '21.00',
        net: '1000.00',
        vat: '210.00',
        total: '1210.00',
      },
    ],
    payments: [],
    journal: [
      {
        date: '2025-11-03',
        document_id: 11,
        document: 'CRP 1001',
        debit_account: '4111',
        credit_account: '707',
        amount: '1000.00',
        explanation: 'Vânzare mărfuri',
      },
    ],
    ...patch,
  };
}
