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
