import { apiGet, apiGetWithMeta, type WithMeta } from '@/shared/api/client';
import type { Answer, Query } from '@/shared/api/types';

export type InvoicePage = Answer<'/api/reports/invoices'>;
export type InvoiceRow = InvoicePage['items'][number];
export type InvoiceTotals = InvoicePage['totals'];
export type InvoiceQuery = Query<'/api/reports/invoices'>;
export type InvoiceDetail = Answer<'/api/reports/invoices/{id}'>;
export type CompanyId = InvoiceQuery['company_id'];

export function fetchInvoices(query: InvoiceQuery, signal?: AbortSignal): Promise<InvoicePage> {
  return apiGet('/api/reports/invoices', { query, signal });
}

export function fetchInvoice(
  id: InvoiceRow['id'],
  companyId: CompanyId,
  signal?: AbortSignal,
): Promise<InvoiceDetail> {
  return apiGet('/api/reports/invoices/{id}', {
    path: { id },
    query: { company_id: companyId },
    signal,
  });
}

/* The books: trial balance, ledgers, treasury, partner statement, accounting note. */

export type TrialBalance = Answer<'/api/reports/trial-balance'>;
export type TrialBalanceQuery = Query<'/api/reports/trial-balance'>;
export type BalanceRow = TrialBalance['items'][number];
export type BalanceColumns = TrialBalance['totals'];
export type AccountLedger = Answer<'/api/reports/trial-balance/accounts/{account}'>;
export type LedgerEntry = AccountLedger['items'][number];
export type LedgerTotals = AccountLedger['totals'];
export type TreasuryAccounts = Answer<'/api/reports/treasury/accounts'>;
export type TreasuryAccount = TreasuryAccounts['items'][number];
export type TreasuryRegister = Answer<'/api/reports/treasury/register'>;
export type TreasuryOperation = TreasuryRegister['items'][number];
export type PartnerStatement = Answer<'/api/reports/partners/{id}/statement'>;
export type AccountingNote = Answer<'/api/reports/documents/{id}'>;

/** A page of the operations between two days; without days, those of the current period. */
export interface LedgerQuery {
  company_id: CompanyId;
  date_from?: string;
  date_to?: string;
  page: number;
  page_size: number;
}

export function fetchTrialBalance(
  query: TrialBalanceQuery,
  signal?: AbortSignal,
): Promise<WithMeta<TrialBalance>> {
  return apiGetWithMeta('/api/reports/trial-balance', { query, signal });
}

export function fetchAccountLedger(
  account: string,
  query: LedgerQuery,
  signal?: AbortSignal,
): Promise<WithMeta<AccountLedger>> {
  const path = { account };
  return apiGetWithMeta('/api/reports/trial-balance/accounts/{account}', { path, query, signal });
}

export function fetchTreasuryAccounts(
  query: Query<'/api/reports/treasury/accounts'>,
  signal?: AbortSignal,
): Promise<WithMeta<TreasuryAccounts>> {
  return apiGetWithMeta('/api/reports/treasury/accounts', { query, signal });
}

export function fetchTreasuryRegister(
  account: string,
  query: LedgerQuery,
  signal?: AbortSignal,
): Promise<WithMeta<TreasuryRegister>> {
  return apiGetWithMeta('/api/reports/treasury/register', { query: { ...query, account }, signal });
}

export function fetchPartnerStatement(
  id: number,
  query: LedgerQuery,
  signal?: AbortSignal,
): Promise<WithMeta<PartnerStatement>> {
  return apiGetWithMeta('/api/reports/partners/{id}/statement', { path: { id }, query, signal });
}

export function fetchDocument(
  id: number,
  companyId: CompanyId,
  signal?: AbortSignal,
): Promise<WithMeta<AccountingNote>> {
  const query = { company_id: companyId };
  return apiGetWithMeta('/api/reports/documents/{id}', { path: { id }, query, signal });
}
