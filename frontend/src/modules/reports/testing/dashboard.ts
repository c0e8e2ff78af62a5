import type { CashFlow, Dashboard, DashboardFigures, Maturity, TopPartners, Trends } from '../api';

export function figures(patch: Partial<DashboardFigures> = {}): DashboardFigures {
  return {
    cash: { bank: '90000.00', cash_desk: '10000.00', total: '100000.00' },
    clients: { open: '50000.00', overdue: '12000.00', invoices: 21 },
    suppliers: { open: '30000.00', overdue: '0.00', invoices: 7 },
    vat: { collected: '21000.00', deductible: '15000.00', payable: '6000.00' },
    revenue: '100000.00',
    expenses: '80000.00',
    profit: { month: '20000.00', year: '220000.00', previous_year: '200000.00' },
    ...patch,
  };
}

export function dashboard(patch: Partial<Dashboard> = {}): Dashboard {
  return {
    ...figures(),
    period: {
      year: 2025,
      month: 11,
      closed: false,
      date_from: '2025-11-01',
      date_to: '2025-11-30',
    },
    previous_month: figures({ cash: { bank: '0.00', cash_desk: '0.00', total: '80000.00' } }),
    same_month_last_year: null,
    ...patch,
  };
}

export function trends(patch: Partial<Trends> = {}): Trends {
  return {
    months: ['2025-10', '2025-11'],
    revenue: ['90000.00', '100000.00'],
    expenses: ['85000.50', '80000.00'],
    profit: ['4999.50', '20000.00'],
    cash_in: ['70000.00', '71000.00'],
    cash_out: ['60000.00', '61000.00'],
    cash: ['80000.00', '100000.00'],
    vat_payable: ['5000.00', '6000.00'],
    ...patch,
  };
}

export function maturity(patch: Partial<Maturity> = {}): Maturity {
  const bucket = (name: string, amount: string, invoices: number) => ({
    bucket: name,
    amount,
    invoices,
    partners:
      invoices > 0
        ? [{ partner_id: 7, partner_name: 'Țesătoria Română SA', amount, invoices }]
        : [],
  });
  return {
    as_of: '2025-11-24',
    partner_type: 'clients',
    buckets: [
      bucket('not_due', '38000.00', 15),
      bucket('1_30', '9000.00', 4),
      bucket('31_60', '3000.00', 2),
      bucket('61_90', '0.00', 0),
      bucket('over_90', '0.00', 0),
    ],
    total: '50000.00',
    invoices: 21,
    ...patch,
  };
}

export function cashFlow(patch: Partial<CashFlow> = {}): CashFlow {
  return {
    as_of: '2025-11-26',
    cash: '100000.00',
    overdue_in: '12000.00',
    overdue_out: '0.00',
    weeks: [
      {
        date_from: '2025-11-24',
        date_to: '2025-11-30',
        in: '8000.00',
        out: '20000.00',
        balance: '88000.00',
      },
      {
        date_from: '2025-12-01',
        date_to: '2025-12-07',
        in: '30000.00',
        out: '0.00',
        balance: '118000.00',
      },
    ],
    later_in: '0.00',
    later_out: '10000.00',
    ...patch,
  };
}

export function topPartners(patch: Partial<TopPartners> = {}): TopPartners {
  return {
    partner_type: 'clients',
    date_from: '2024-12-01',
    date_to: '2025-11-30',
    items: [
      {
        partner_id: 7,
        partner_name: 'Țesătoria Română SA',
        net: '60000.00',
        total: '72600.00',
        balance: '9000.00',
        invoices: 12,
      },
    ],
    others_net: '40000.00',
    total_net: '100000.00',
    ...patch,
  };
}
