import { useI18n } from 'vue-i18n';
import { useRoute, type LocationQueryRaw, type RouteLocationRaw } from 'vue-router';
import type { InvoiceRow } from '../api';
import { isDay, monthRange, type DayRange } from '@/shared/format/date';

/** Whatever names an account, a partner, a document or an invoice leads there: these are the ways. */
export function useBookLinks() {
  const route = useRoute();
  const { t, te } = useI18n();

  const companyOf = (): LocationQueryRaw => ({ company_id: route.query.company_id });

  function withRange(range: DayRange | null | undefined): LocationQueryRaw {
    if (!range) return companyOf();
    return { ...companyOf(), date_from: range.from, date_to: range.to };
  }

  /** The days that the page shows now. */
  function ownRange(): DayRange | null {
    const { date_from: from, date_to: to } = route.query;
    return isDay(from) && isDay(to) ? { from, to } : null;
  }

  const account = (name: string, range: DayRange | null = ownRange()): RouteLocationRaw => ({
    name: 'account-ledger',
    params: { account: name },
    query: withRange(range),
  });

  const register = (name: string, range: DayRange | null = ownRange()): RouteLocationRaw => ({
    name: 'treasury-register',
    params: { account: name },
    query: withRange(range),
  });

  const partner = (id: number, range: DayRange | null = ownRange()): RouteLocationRaw => ({
    name: 'partner-statement',
    params: { partnerId: String(id) },
    query: withRange(range),
  });

  const document = (id: number): RouteLocationRaw => ({
    name: 'document',
    params: { documentId: String(id) },
    query: companyOf(),
  });

  const invoice = (id: InvoiceRow['id']): RouteLocationRaw => ({
    name: 'invoice',
    params: { invoiceId: String(id) },
    query: companyOf(),
  });

  /** The unpaid invoices of a partner. */
  const openInvoices = (
    partnerId: number,
    partnerType: 'clients' | 'suppliers',
  ): RouteLocationRaw => ({
    name: 'invoices',
    query: {
      ...companyOf(),
      partner_id: String(partnerId),
      ...(partnerType === 'suppliers' ? { partner_type: partnerType } : {}),
      status: 'open',
    },
  });

  const trialBalance = (year: number, month: number): RouteLocationRaw => ({
    name: 'trial-balance',
    query: { ...companyOf(), year: String(year), month: String(month) },
  });

  /** "sale FCT 1201", as the server names a document, in the reader's language. */
  function documentName(text: string): string {
    const [type = '', ...rest] = text.split(' ');
    const key = `reports.document.types.${type}`;
    return te(key) || te(key, 'ro') ? [t(key), ...rest].join(' ') : text;
  }

  return {
    account,
    register,
    partner,
    document,
    invoice,
    openInvoices,
    trialBalance,
    documentName,
    ownRange,
  };
}

/** The month that a day is in. */
export function monthOfDay(day: string): DayRange {
  return monthRange(Number(day.slice(0, 4)), Number(day.slice(5, 7)));
}
