import type { HistoryEntry, Receipt, ReceiptEntries, ReceiptPage, ReceiptRow } from '../api';

/** A draft as the server answers it, for tests. */
export function receipt(patch: Partial<Receipt> = {}): Receipt {
  return {
    id: 7,
    version: 2,
    status: 'draft',
    kind: 'bon_fiscal',
    number: '101',
    date: '2025-11-03',
    time: null,
    supplier_name: 'Papetăria Centrală SRL',
    supplier_cui: 'RO14399840',
    total: '121.00',
    vat: [{ rate: '21.00', base: '100.00', amount: '21.00' }],
    payment_method: 'cash',
    cash_amount: null,
    cash_register: null,
    expense_type: 'consumables',
    description: null,
    lines: null,
    created_by: 4,
    created_by_name: 'operator',
    created_at: '2025-11-03T10:00:00Z',
    updated_at: '2025-11-03T10:05:00Z',
    reject_reason: null,
    approved_by_name: null,
    batch_id: null,
    problems: [],
    attachments: [],
    actions: ['edit', 'delete', 'submit'],
    ...patch,
  };
}

export function receiptRow(patch: Partial<ReceiptRow> = {}): ReceiptRow {
  const { id, version, status, kind, number, date, supplier_name, supplier_cui, total } = receipt();
  return {
    id,
    version,
    status,
    kind,
    number,
    date,
    supplier_name,
    supplier_cui,
    total,
    payment_method: 'cash',
    expense_type: 'consumables',
    created_by: 4,
    created_by_name: 'operator',
    created_at: '2025-11-03T10:00:00Z',
    attachment_id: null,
    problems: [],
    actions: ['edit', 'delete', 'submit'],
    ...patch,
  };
}

export function receiptPage(items: ReceiptRow[]): ReceiptPage {
  return {
    items,
    total: items.length,
    page: 1,
    page_size: 50,
    totals: { total: '121.00' },
    counts: { draft: 3, pending: 2, approved: 1, rejected: 0, exported: 0, to_check: 1 },
  };
}

export function entries(patch: Partial<ReceiptEntries> = {}): ReceiptEntries {
  const line = { credit_account: '5311', partner_id: null, explanation: null };
  return {
    version: 2,
    entries: [
      { ...line, debit_account: '604', amount: '100.00' },
      { ...line, debit_account: '4426', amount: '21.00' },
    ],
    edited: false,
    total: '121.00',
    difference: '0.00',
    problems: [],
    ...patch,
  };
}

export function historyEntry(patch: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: 1,
    at: '2025-11-03T10:00:00Z',
    user_id: 4,
    username: 'operator',
    address: '192.0.2.7',
    action: 'created',
    version: 1,
    changes: [],
    ...patch,
  };
}
