import {
  apiDelete,
  apiGet,
  apiGetWithMeta,
  apiPost,
  apiPut,
  type WithMeta,
} from '@/shared/api/client';
import type { Answer, Body, Query } from '@/shared/api/types';

export type ReceiptPage = Answer<'/api/data-entry/receipts'>;
export type ReceiptRow = ReceiptPage['items'][number];
export type ReceiptCounts = ReceiptPage['counts'];
export type ReceiptQuery = Query<'/api/data-entry/receipts'>;
export type Receipt = Answer<'/api/data-entry/receipts/{id}'>;
export type ReceiptStatus = Receipt['status'];
export type ReceiptAction = Receipt['actions'][number];
export type ReceiptProblem = Receipt['problems'][number];
export type ReceiptBody = Body<'/api/data-entry/receipts', 'post'>;
export type ReceiptKind = NonNullable<Receipt['kind']>;
export type PaymentMethod = NonNullable<Receipt['payment_method']>;
export type ReceiptHistory = Answer<'/api/data-entry/receipts/{id}/history'>;
export type HistoryEntry = ReceiptHistory['items'][number];
export type ReceiptEntries = Answer<'/api/data-entry/receipts/{id}/entries'>;
export type ReceiptEntry = ReceiptEntries['entries'][number];
export type ApproveManyAnswer = Answer<'/api/data-entry/receipts/approve', 'post'>;
export type VatRate = Answer<'/api/data-entry/nomenclature/vat-rates'>['items'][number];
export type ExpenseType = Answer<'/api/data-entry/nomenclature/expense-types'>['items'][number];
export type SupplierSuggestion = Answer<'/api/data-entry/suppliers/{cui}/suggestion'>;
export type CompanyId = ReceiptQuery['company_id'];
export type ReceiptId = Receipt['id'];

const receiptPath = '/api/data-entry/receipts/{id}' as const;

/** One receipt of one company: what every address below /receipts/{id} needs. */
export interface ReceiptKey {
  id: ReceiptId;
  companyId: CompanyId;
}
const at = ({ id, companyId }: ReceiptKey) => ({ path: { id }, query: { company_id: companyId } });

export function fetchReceipts(
  query: ReceiptQuery,
  signal?: AbortSignal,
): Promise<WithMeta<ReceiptPage>> {
  return apiGetWithMeta('/api/data-entry/receipts', { query, signal });
}

export function fetchReceipt(key: ReceiptKey, signal?: AbortSignal): Promise<Receipt> {
  return apiGet(receiptPath, { ...at(key), signal });
}

export function createReceipt(companyId: CompanyId, body: ReceiptBody): Promise<Receipt> {
  return apiPost('/api/data-entry/receipts', { query: { company_id: companyId }, body });
}

export function updateReceipt(
  key: ReceiptKey,
  version: number,
  body: ReceiptBody,
): Promise<Receipt> {
  return apiPut(receiptPath, { ...at(key), body: { ...body, version } });
}

export function deleteReceipt({ id, companyId }: ReceiptKey, version: number): Promise<void> {
  return apiDelete(receiptPath, { path: { id }, query: { company_id: companyId, version } });
}

export function submitReceipt(key: ReceiptKey, version: number, confirm: boolean) {
  const body = { version, confirm_warnings: confirm };
  return apiPost('/api/data-entry/receipts/{id}/submit', { ...at(key), body });
}

export function approveReceipt(key: ReceiptKey, version: number): Promise<Receipt> {
  return apiPost('/api/data-entry/receipts/{id}/approve', { ...at(key), body: { version } });
}

export function rejectReceipt(key: ReceiptKey, version: number, reason: string): Promise<Receipt> {
  return apiPost('/api/data-entry/receipts/{id}/reject', { ...at(key), body: { version, reason } });
}

export function reopenReceipt(key: ReceiptKey, version: number): Promise<Receipt> {
  return apiPost('/api/data-entry/receipts/{id}/reopen', { ...at(key), body: { version } });
}

export function approveMany(
  companyId: CompanyId,
  items: Pick<ReceiptRow, 'id' | 'version'>[],
): Promise<ApproveManyAnswer> {
  return apiPost('/api/data-entry/receipts/approve', {
    query: { company_id: companyId },
    body: { items: items.map(({ id, version }) => ({ id, version })) },
  });
}

/** `version` makes each change of the receipt a question of its own. */
export interface ReceiptQuestion extends ReceiptKey {
  version: number;
}

export function fetchHistory(
  key: ReceiptQuestion,
  signal?: AbortSignal,
): Promise<WithMeta<ReceiptHistory>> {
  return apiGetWithMeta('/api/data-entry/receipts/{id}/history', { ...at(key), signal });
}

export function fetchEntries(
  key: ReceiptQuestion,
  signal?: AbortSignal,
): Promise<WithMeta<ReceiptEntries>> {
  return apiGetWithMeta('/api/data-entry/receipts/{id}/entries', { ...at(key), signal });
}

export function updateEntries(
  key: ReceiptKey,
  version: number,
  entries: ReceiptEntry[],
): Promise<ReceiptEntries> {
  return apiPut('/api/data-entry/receipts/{id}/entries', {
    ...at(key),
    body: { version, entries },
  });
}

/** The rates in force on a day; today without one. */
export function fetchVatRates(query: Query<'/api/data-entry/nomenclature/vat-rates'>) {
  return apiGetWithMeta('/api/data-entry/nomenclature/vat-rates', { query });
}

export function fetchExpenseTypes(query: Query<'/api/data-entry/nomenclature/expense-types'>) {
  return apiGetWithMeta('/api/data-entry/nomenclature/expense-types', { query });
}

export function fetchSuggestion(
  companyId: CompanyId,
  cui: string,
  signal?: AbortSignal,
): Promise<SupplierSuggestion> {
  const query = { company_id: companyId };
  return apiGet('/api/data-entry/suppliers/{cui}/suggestion', { path: { cui }, query, signal });
}

export type ExportBatches = Answer<'/api/data-entry/receipts/export-batches'>;
export type ExportBatch = ExportBatches['items'][number];
export type BatchQuery = Query<'/api/data-entry/receipts/export-batches'>;

/** Where downloads of notes for ROA are: the first one makes a batch, the second gives one again. */
export const exportPaths = {
  make: '/api/data-entry/receipts/export',
  again: '/api/data-entry/receipts/export-batches/{id}/file',
} as const;

export function fetchBatches(query: BatchQuery, signal?: AbortSignal) {
  return apiGetWithMeta('/api/data-entry/receipts/export-batches', { query, signal });
}

export function undoBatch(companyId: CompanyId, id: ExportBatch['id']): Promise<ExportBatch> {
  const query = { company_id: companyId };
  return apiPost('/api/data-entry/receipts/export-batches/{id}/undo', { path: { id }, query });
}

const erpNamePaths = {
  partners: '/api/data-entry/nomenclature/partners',
  accounts: '/api/data-entry/nomenclature/accounts',
  'cash-registers': '/api/data-entry/nomenclature/cash-registers',
} as const;
export type ErpNameKind = keyof typeof erpNamePaths;
export type ErpNames = Answer<'/api/data-entry/nomenclature/partners'>;
export type ErpName = ErpNames['items'][number];
export type ErpNameQuery = Query<'/api/data-entry/nomenclature/partners'>;

/** Partners, accounts or cash registers whose words begin as was typed; without diacritics, too. */
export function fetchErpNames(
  kind: ErpNameKind,
  query: ErpNameQuery,
  signal?: AbortSignal,
): Promise<WithMeta<ErpNames>> {
  return apiGetWithMeta(erpNamePaths[kind], { query, signal });
}

export function syncErpNames(companyId: CompanyId) {
  const query = { company_id: companyId };
  return apiPost('/api/data-entry/nomenclature/sync', { query });
}

export type AccountingRules = Answer<'/api/data-entry/accounting-rules'>;
export type ExpenseRule = AccountingRules['expenses'][number];
export type AccountRule = AccountingRules['accounts'][number];
export type RulesBody = Body<'/api/data-entry/accounting-rules', 'put'>;

export function fetchRules(
  query: Query<'/api/data-entry/accounting-rules'>,
  signal?: AbortSignal,
): Promise<WithMeta<AccountingRules>> {
  return apiGetWithMeta('/api/data-entry/accounting-rules', { query, signal });
}

export function updateRules(companyId: CompanyId, body: RulesBody): Promise<AccountingRules> {
  return apiPut('/api/data-entry/accounting-rules', { query: { company_id: companyId }, body });
}
