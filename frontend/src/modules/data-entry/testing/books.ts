import type { AccountingRules, ExportBatch } from '../api';

/** A batch as the server answers it, for tests. */
export function batch(patch: Partial<ExportBatch> = {}): ExportBatch {
  return {
    id: 4,
    created_at: '2025-11-20T08:00:00Z',
    created_by: 2,
    created_by_name: 'contabil',
    receipts: 3,
    total: '363.00',
    undone_at: null,
    undone_by_name: null,
    ...patch,
  };
}

export function rules(patch: Partial<AccountingRules> = {}): AccountingRules {
  return {
    version: 3,
    expenses: [
      {
        code: 'fuel',
        name: 'Combustibil',
        debit_account: '6022',
        vat_deductible_percent: 50,
        is_default: true,
      },
      {
        code: 'consumables',
        name: 'Consumabile',
        debit_account: '3028',
        vat_deductible_percent: 100,
        is_default: false,
      },
    ],
    accounts: [{ role: 'cash', account: '5311', is_default: true }],
    changed_at: '2025-11-01T08:00:00Z',
    changed_by_name: 'demo',
    ...patch,
  };
}
