import { apiGet } from '@/shared/api/client';
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
