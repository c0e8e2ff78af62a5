import {
  apiDelete,
  apiGet,
  apiGetWithMeta,
  apiPost,
  apiPut,
  type WithMeta,
} from '@/shared/api/client';
import type { Answer, Body, Query } from '@/shared/api/types';

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

/* Dashboard. */

export type Dashboard = Answer<'/api/reports/dashboard'>;
export type DashboardFigures = NonNullable<Dashboard['previous_month']>;
export type DashboardQuery = Query<'/api/reports/dashboard'>;
export type Trends = Answer<'/api/reports/dashboard/trends'>;
export type TrendsQuery = Query<'/api/reports/dashboard/trends'>;
export type Maturity = Answer<'/api/reports/dashboard/maturity'>;
export type MaturityBucket = Maturity['buckets'][number];
export type MaturityQuery = Query<'/api/reports/dashboard/maturity'>;
export type CashFlow = Answer<'/api/reports/dashboard/cash-flow'>;
export type CashFlowWeek = CashFlow['weeks'][number];
export type CashFlowQuery = Query<'/api/reports/dashboard/cash-flow'>;
export type TopPartners = Answer<'/api/reports/dashboard/top-partners'>;
export type TopPartnersQuery = Query<'/api/reports/dashboard/top-partners'>;

export function fetchDashboard(
  query: DashboardQuery,
  signal?: AbortSignal,
): Promise<WithMeta<Dashboard>> {
  return apiGetWithMeta('/api/reports/dashboard', { query, signal });
}

export function fetchTrends(query: TrendsQuery, signal?: AbortSignal): Promise<WithMeta<Trends>> {
  return apiGetWithMeta('/api/reports/dashboard/trends', { query, signal });
}

export function fetchMaturity(
  query: MaturityQuery,
  signal?: AbortSignal,
): Promise<WithMeta<Maturity>> {
  return apiGetWithMeta('/api/reports/dashboard/maturity', { query, signal });
}

export function fetchCashFlow(
  query: CashFlowQuery,
  signal?: AbortSignal,
): Promise<WithMeta<CashFlow>> {
  return apiGetWithMeta('/api/reports/dashboard/cash-flow', { query, signal });
}

export function fetchTopPartners(
  query: TopPartnersQuery,
  signal?: AbortSignal,
): Promise<WithMeta<TopPartners>> {
  return apiGetWithMeta('/api/reports/dashboard/top-partners', { query, signal });
}

/* Saved filters: the user's own, by report. */

export type SavedFilter = Answer<'/api/reports/saved-filters'>['items'][number];

export async function fetchSavedFilters(
  report: string,
  signal?: AbortSignal,
): Promise<SavedFilter[]> {
  return (await apiGet('/api/reports/saved-filters', { query: { report }, signal })).items;
}

export function saveFilter(body: Body<'/api/reports/saved-filters', 'post'>) {
  return apiPost('/api/reports/saved-filters', { body });
}

export function deleteSavedFilter(id: SavedFilter['id']): Promise<void> {
  return apiDelete('/api/reports/saved-filters/{id}', { path: { id } });
}

/* The cache of the reports' answers, for those who look after the server. */

export type CacheStats = Answer<'/api/reports/cache/stats'>;
export type CacheSettings = CacheStats['settings'];
export type CacheReportStats = CacheStats['reports'][number];
export type CacheClearBody = Body<'/api/reports/cache/clear', 'post'>;
export type CacheClearAnswer = Answer<'/api/reports/cache/clear', 'post'>;

export function fetchCacheStats(_: object, signal?: AbortSignal): Promise<WithMeta<CacheStats>> {
  return apiGetWithMeta('/api/reports/cache/stats', { signal });
}

export function clearCache(body: CacheClearBody): Promise<CacheClearAnswer> {
  return apiPost('/api/reports/cache/clear', { body });
}

export function changeCacheSettings(body: CacheSettings) {
  return apiPut('/api/reports/cache/settings', { body });
}
