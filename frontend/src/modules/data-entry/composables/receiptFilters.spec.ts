import { describe, expect, it } from 'vitest';
import {
  defaultFilters,
  filtersFromQuery,
  queryFromFilters,
  requestFromFilters,
} from './receiptFilters';

describe('receiptFilters', () => {
  it('reads an address, and takes what makes no sense for left out', () => {
    expect(filtersFromQuery({ status: 'pending', search: ' omv ', page: '3' })).toEqual({
      ...defaultFilters,
      status: 'pending',
      search: 'omv',
      page: 3,
    });
    const odd = { status: 'lost', date_from: '2025-02-30', page: '-1', sort: 'colour', order: 'x' };
    expect(filtersFromQuery(odd)).toEqual(defaultFilters);
  });

  it('writes only what is not at its default', () => {
    const address = { company_id: '3', status: 'draft' };
    expect(queryFromFilters({ ...defaultFilters }, address)).toEqual({ company_id: '3' });
    const filters = { ...defaultFilters, toCheck: true, dateTo: '2025-11-30', page: 2 };
    const query = queryFromFilters(filters, address);
    expect(query).toEqual({ company_id: '3', to_check: 'true', date_to: '2025-11-30', page: '2' });
  });

  it('asks the server by its own names', () => {
    const filters = { ...defaultFilters, status: 'pending' as const, dateFrom: '2025-11-01' };
    expect(requestFromFilters(filters, 3)).toEqual({
      company_id: 3,
      status: 'pending',
      date_from: '2025-11-01',
      sort: 'created',
      order: 'desc',
      page: 1,
      page_size: 50,
    });
  });
});
