import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { CompanyId, ReceiptQuery, ReceiptStatus } from '../api';
import { isDay } from '@/shared/format/date';

/*
 * The selection of receipts, as it stands in the page's address. What is at its default is left out,
 * and what makes no sense counts as left out.
 */

export const statuses = ['draft', 'pending', 'approved', 'rejected', 'exported'] as const;
export const sorts = ['created', 'date', 'total', 'supplier'] as const;
export const orders = ['desc', 'asc'] as const;
export const PAGE_SIZE = 50;

const MAX_SEARCH = 100;
const MAX_PAGE = 1_000_000;

export interface ReceiptFilters {
  status: ReceiptStatus | '';
  toCheck: boolean;
  search: string;
  dateFrom: string;
  dateTo: string;
  sort: (typeof sorts)[number];
  order: (typeof orders)[number];
  page: number;
}

export const defaultFilters: Readonly<ReceiptFilters> = {
  status: '',
  toCheck: false,
  search: '',
  dateFrom: '',
  dateTo: '',
  sort: 'created',
  order: 'desc',
  page: 1,
};

function text(query: LocationQuery, name: string): string {
  const value = query[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

const day = (value: string) => (isDay(value) ? value : '');

export function filtersFromQuery(query: LocationQuery): ReceiptFilters {
  const page = text(query, 'page');
  return {
    status: statuses.find((status) => status === text(query, 'status')) ?? '',
    toCheck: text(query, 'to_check') === 'true',
    search: text(query, 'search').trim().slice(0, MAX_SEARCH),
    dateFrom: day(text(query, 'date_from')),
    dateTo: day(text(query, 'date_to')),
    sort: sorts.find((sort) => sort === text(query, 'sort')) ?? defaultFilters.sort,
    order: orders.find((order) => order === text(query, 'order')) ?? defaultFilters.order,
    page: /^\d{1,7}$/.test(page) ? Math.max(1, Math.min(MAX_PAGE, Number(page))) : 1,
  };
}

/** The filters that are not at their default, by the server's names. */
function namedFilters(filters: ReceiptFilters): Record<string, string> {
  const named: Record<string, string> = {};
  if (filters.status) named.status = filters.status;
  if (filters.toCheck) named.to_check = 'true';
  if (filters.search) named.search = filters.search;
  if (filters.dateFrom) named.date_from = filters.dateFrom;
  if (filters.dateTo) named.date_to = filters.dateTo;
  if (filters.sort !== defaultFilters.sort) named.sort = filters.sort;
  if (filters.order !== defaultFilters.order) named.order = filters.order;
  if (filters.page > 1) named.page = String(filters.page);
  return named;
}

export function queryFromFilters(
  filters: ReceiptFilters,
  address: LocationQuery,
): LocationQueryRaw {
  return { company_id: address.company_id, ...namedFilters(filters) };
}

export function requestFromFilters(filters: ReceiptFilters, companyId: CompanyId): ReceiptQuery {
  return {
    company_id: companyId,
    sort: filters.sort,
    order: filters.order,
    page: filters.page,
    page_size: PAGE_SIZE,
    ...(filters.status ? { status: filters.status } : {}),
    ...(filters.toCheck ? { to_check: true } : {}),
    ...(filters.search ? { search: filters.search } : {}),
    ...(filters.dateFrom ? { date_from: filters.dateFrom } : {}),
    ...(filters.dateTo ? { date_to: filters.dateTo } : {}),
  };
}

export const isNarrowed = ({ search, dateFrom, dateTo }: ReceiptFilters): boolean =>
  Boolean(search || dateFrom || dateTo);
