// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  defaultFilters,
  filtersFromQuery,
  isNarrowed,
  queryFromFilters,
  requestFromFilters,
  type InvoiceFilters,
} from './invoiceFilters';

const full: InvoiceFilters = {
  partnerType: 'suppliers',
  status: 'overdue',
  dateFrom: '2025-01-01',
  dateTo: '2025-11-30',
  dueFrom: '2025-02-01',
  dueTo: '2025-12-31',
  partnerId: 117,
  search: 'țesătoria',
  minAmount: '100.00',
  maxAmount: '2500.50',
  sort: 'balance',
  order: 'asc',
  page: 3,
  pageSize: 100,
};

describe('the address of a selection', () => {
  it('is empty for the selection to start with', () => {
    expect(queryFromFilters({ ...defaultFilters }, {})).toEqual({});
    expect(filtersFromQuery({})).toEqual(defaultFilters);
  });

  it('gives every filter back', () => {
    const query = queryFromFilters(full, {}) as Record<string, string>;
    expect(Object.keys(query)).toHaveLength(Object.keys(full).length);
    expect(filtersFromQuery(query)).toEqual(full);
  });

  it('keeps the company and forgets a filter that was taken back', () => {
    const query = queryFromFilters(
      { ...defaultFilters, search: 'abc' },
      { company_id: '3', status: 'paid', page: '4' },
    );
    expect(query).toEqual({ company_id: '3', search: 'abc' });
  });

  it.each([
    ['partner_type', 'enemies', 'partnerType'],
    ['status', 'PAID', 'status'],
    ['date_from', '2025-02-30', 'dateFrom'],
    ['due_to', 'yesterday', 'dueTo'],
    ['partner_id', '-1', 'partnerId'],
    ['partner_id', '1e9', 'partnerId'],
    ['min_amount', "1' OR '1'='1", 'minAmount'],
    ['max_amount', '1.234,50', 'maxAmount'],
    ['sort', 'password', 'sort'],
    ['order', 'random', 'order'],
    ['page', '0', 'page'],
    ['page', '99999999999', 'page'],
    ['page_size', '7', 'pageSize'],
    ['page_size', '100000', 'pageSize'],
  ] as const)('takes %s=%s as left out', (name, value, key) => {
    expect(filtersFromQuery({ [name]: value })[key]).toBe(defaultFilters[key]);
  });

  it('takes the first of a name that comes twice, and cuts an endless search', () => {
    expect(filtersFromQuery({ status: ['paid', 'open'] }).status).toBe('paid');
    expect(filtersFromQuery({ search: 'x'.repeat(500) }).search).toHaveLength(100);
  });
});

describe('the request', () => {
  it('names the company, and leaves out what is not asked', () => {
    expect(requestFromFilters({ ...defaultFilters }, 3)).toEqual({
      company_id: 3,
      partner_type: 'clients',
      status: 'all',
      sort: 'date',
      order: 'desc',
      page: 1,
      page_size: 50,
    });
  });

  it('asks for everything that is chosen', () => {
    expect(requestFromFilters(full, 3)).toEqual({
      company_id: 3,
      partner_type: 'suppliers',
      status: 'overdue',
      date_from: '2025-01-01',
      date_to: '2025-11-30',
      due_from: '2025-02-01',
      due_to: '2025-12-31',
      partner_id: 117,
      search: 'țesătoria',
      min_amount: '100.00',
      max_amount: '2500.50',
      sort: 'balance',
      order: 'asc',
      page: 3,
      page_size: 100,
    });
  });
});

it('knows a narrowed selection from a period alone', () => {
  const period = { ...defaultFilters, dateFrom: '2025-11-01', dateTo: '2025-11-30' };
  expect(isNarrowed(period)).toBe(false);
  expect(isNarrowed({ ...period, status: 'open' })).toBe(true);
  expect(isNarrowed({ ...period, search: 'x' })).toBe(true);
  expect(isNarrowed({ ...period, maxAmount: '1.00' })).toBe(true);
});
