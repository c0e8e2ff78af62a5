import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { CompanyId, InvoiceQuery } from '../api';
import { isDay } from '@/shared/format/date';

/*
 * The selection of invoices, as it stands in the page's address. The names are those of the server,
 * what is at its default is left out, and what makes no sense counts as left out: an address may be
 * old, cut off or typed by hand.
 */

export const partnerTypes = ['clients', 'suppliers'] as const;
export const statuses = ['all', 'open', 'overdue', 'paid'] as const;
export const sortKeys = ['date', 'due_date', 'partner', 'total', 'balance'] as const;
export const orders = ['asc', 'desc'] as const;
export const pageSizes = [25, 50, 100, 250] as const;

export type PartnerType = (typeof partnerTypes)[number];
export type Status = (typeof statuses)[number];
export type SortKey = (typeof sortKeys)[number];
export type Order = (typeof orders)[number];

export interface InvoiceFilters {
  partnerType: PartnerType;
  status: Status;
  dateFrom: string;
  dateTo: string;
  dueFrom: string;
  dueTo: string;
  partnerId: number | null;
  search: string;
  minAmount: string;
  maxAmount: string;
  sort: SortKey;
  order: Order;
  page: number;
  pageSize: number;
}

export const defaultFilters: Readonly<InvoiceFilters> = {
  partnerType: 'clients',
  status: 'all',
  dateFrom: '',
  dateTo: '',
  dueFrom: '',
  dueTo: '',
  partnerId: null,
  search: '',
  minAmount: '',
  maxAmount: '',
  sort: 'date',
  order: 'desc',
  page: 1,
  pageSize: 50,
};

const MAX_SEARCH = 100;
const MAX_PAGE = 1_000_000;

function text(query: LocationQuery, name: string): string {
  const value = query[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function oneOf<T extends string>(allowed: readonly T[], value: string, otherwise: T): T {
  return allowed.find((item) => item === value) ?? otherwise;
}

function whole(value: string, max: number): number | null {
  if (!/^\d{1,15}$/.test(value)) return null;
  const number = Number(value);
  return number >= 1 && number <= max ? number : null;
}

const day = (value: string) => (isDay(value) ? value : '');
const amount = (value: string) => (/^-?\d{1,15}(\.\d{1,2})?$/.test(value) ? value : '');

export function filtersFromQuery(query: LocationQuery): InvoiceFilters {
  const get = (name: string) => text(query, name);
  const pageSize = whole(get('page_size'), 500);
  return {
    partnerType: oneOf(partnerTypes, get('partner_type'), defaultFilters.partnerType),
    status: oneOf(statuses, get('status'), defaultFilters.status),
    dateFrom: day(get('date_from')),
    dateTo: day(get('date_to')),
    dueFrom: day(get('due_from')),
    dueTo: day(get('due_to')),
    partnerId: whole(get('partner_id'), Number.MAX_SAFE_INTEGER),
    search: get('search').trim().slice(0, MAX_SEARCH),
    minAmount: amount(get('min_amount')),
    maxAmount: amount(get('max_amount')),
    sort: oneOf(sortKeys, get('sort'), defaultFilters.sort),
    order: oneOf(orders, get('order'), defaultFilters.order),
    page: whole(get('page'), MAX_PAGE) ?? defaultFilters.page,
    pageSize: pageSizes.find((size) => size === pageSize) ?? defaultFilters.pageSize,
  };
}

const names: Record<keyof InvoiceFilters, keyof InvoiceQuery> = {
  partnerType: 'partner_type',
  status: 'status',
  dateFrom: 'date_from',
  dateTo: 'date_to',
  dueFrom: 'due_from',
  dueTo: 'due_to',
  partnerId: 'partner_id',
  search: 'search',
  minAmount: 'min_amount',
  maxAmount: 'max_amount',
  sort: 'sort',
  order: 'order',
  page: 'page',
  pageSize: 'page_size',
};

const keys = Object.keys(names) as (keyof InvoiceFilters)[];

/** The address for a selection; what is no filter (the company, for one) stays as it is. */
export function queryFromFilters(
  filters: InvoiceFilters,
  current: LocationQuery,
): LocationQueryRaw {
  const own = new Set<string>(Object.values(names));
  const query: LocationQueryRaw = Object.fromEntries(
    Object.entries(current).filter(([name]) => !own.has(name)),
  );
  for (const key of keys) {
    const value = filters[key];
    if (value !== defaultFilters[key]) query[names[key]] = String(value);
  }
  return query;
}

/** The filters alone, as they are kept under a name: "status=overdue&sort=due_date". */
export function textFromFilters(filters: InvoiceFilters): string {
  const query = queryFromFilters(filters, {}) as Record<string, string>;
  return new URLSearchParams(query).toString();
}

/** Filters that were kept; what makes no sense any more counts as left out. */
export function filtersFromText(text: string): InvoiceFilters {
  return filtersFromQuery(Object.fromEntries(new URLSearchParams(text)));
}

/** The question to the server. */
export function requestFromFilters(filters: InvoiceFilters, companyId: CompanyId): InvoiceQuery {
  const request: Record<string, unknown> = { company_id: companyId };
  for (const key of keys) {
    const value = filters[key];
    if (value !== '' && value !== null) request[names[key]] = value;
  }
  return request as InvoiceQuery;
}

/** Filters that narrow the selection beyond what stands open in the page's head. */
export const narrowing = [
  'dueFrom',
  'dueTo',
  'minAmount',
  'maxAmount',
  'partnerId',
] as const satisfies readonly (keyof InvoiceFilters)[];

export function isNarrowed(filters: InvoiceFilters): boolean {
  return (
    filters.search !== '' ||
    filters.status !== 'all' ||
    narrowing.some((key) => filters[key] !== defaultFilters[key])
  );
}
