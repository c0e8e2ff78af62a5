import type { RouteLocationRaw } from 'vue-router';
import type { CompanyId, MaturityBucket } from '../api';
import type { PartnerType, Status } from './invoiceFilters';
import type { MonthOfYear } from './useReportMonth';
import { dateOf, dayOf, monthRange, type DayRange } from '@/shared/format/date';

/*
 * From a figure to the report that it is made of. Addresses are written here and nowhere else; each
 * says all that the report needs, so that it can be shared.
 */

type Values = Record<string, string | number | undefined>;

function address(path: string, companyId: CompanyId, values: Values = {}): RouteLocationRaw {
  const query: Record<string, string> = { company_id: String(companyId) };
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query[name] = String(value);
  }
  return { path, query };
}

/** The day `days` after another, before it where negative. */
export function addDays(day: string, days: number): string {
  const date = dateOf(day);
  if (!date) return day;
  return dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() + days));
}

export function invoicesOf(
  companyId: CompanyId,
  partnerType: PartnerType,
  status: Status,
  due: Partial<DayRange> = {},
): RouteLocationRaw {
  return address('/reports/invoices', companyId, {
    partner_type: partnerType === 'clients' ? undefined : partnerType,
    status: status === 'all' ? undefined : status,
    due_from: due.from,
    due_to: due.to,
  });
}

const days = ({ from, to }: DayRange) => ({ date_from: from, date_to: to });
const daysOf = ({ year, month }: MonthOfYear) => days(monthRange(year, month));

export function treasuryOf(companyId: CompanyId, month: MonthOfYear): RouteLocationRaw {
  return address('/reports/treasury', companyId, daysOf(month));
}

export function accountOf(
  companyId: CompanyId,
  account: string,
  month: MonthOfYear,
): RouteLocationRaw {
  return address(`/reports/accounts/${encodeURIComponent(account)}`, companyId, daysOf(month));
}

export function trialBalanceOf(
  companyId: CompanyId,
  { year, month }: MonthOfYear,
  accountClass?: number,
): RouteLocationRaw {
  return address('/reports/trial-balance', companyId, { year, month, account_class: accountClass });
}

export function statementOf(
  companyId: CompanyId,
  partnerId: number,
  range: DayRange,
): RouteLocationRaw {
  return address(`/reports/partners/${partnerId}`, companyId, days(range));
}

/** Which due dates a bucket of the ageing stands for, counted from the day it was made. */
export function dueDatesOf(bucket: MaturityBucket['bucket'], asOf: string): Partial<DayRange> {
  switch (bucket) {
    case 'not_due':
      return { from: asOf };
    case '1_30':
      return { from: addDays(asOf, -30), to: addDays(asOf, -1) };
    case '31_60':
      return { from: addDays(asOf, -60), to: addDays(asOf, -31) };
    case '61_90':
      return { from: addDays(asOf, -90), to: addDays(asOf, -61) };
    default:
      return { to: addDays(asOf, -91) };
  }
}

export function dashboardOf(companyId: CompanyId, month: MonthOfYear): RouteLocationRaw {
  return address('/reports/dashboard', companyId, daysOf(month));
}
