import type {
  RouteLocationNormalizedLoaded,
  RouteLocationRaw,
  RouteRecordNormalized,
  Router,
} from 'vue-router';
import { monthRange } from '@/shared/format/date';
import type { useCompanyStore } from './companyStore';

/** The pages that stand in the navigation, in their order. */
export function navigationEntries(router: Router): RouteRecordNormalized[] {
  return router
    .getRoutes()
    .filter((route) => route.meta.nav && route.name)
    .sort((a, b) => (a.meta.nav?.order ?? 0) - (b.meta.nav?.order ?? 0));
}

/** The address of the page of the navigation that the present page is, or belongs to. */
export function listPathOf(route: RouteLocationNormalizedLoaded, router: Router): string {
  const { within } = route.meta;
  if (within && router.hasRoute(within)) return router.resolve({ name: within }).path;
  const list = route.matched.find((record) => record.meta.nav) ?? route.matched[0];
  return list?.path ?? '/';
}

/** Where a page starts: the company to start with, in its current accounting month. */
export async function targetOf(
  route: RouteRecordNormalized,
  store: ReturnType<typeof useCompanyStore>,
): Promise<RouteLocationRaw & object> {
  const query: Record<string, string> = {};
  const id = store.startId;
  if (route.meta.companyScoped && id !== null) {
    query.company_id = String(id);
    if (route.meta.period) Object.assign(query, await currentMonthQuery(id, store));
  }
  return { name: route.name as string, query };
}

export async function currentMonthQuery(
  id: NonNullable<ReturnType<typeof useCompanyStore>['startId']>,
  store: ReturnType<typeof useCompanyStore>,
): Promise<Record<string, string>> {
  try {
    const { current } = await store.calendar(id);
    const range = monthRange(current.year, current.month);
    return { date_from: range.from, date_to: range.to };
  } catch {
    // Without the calendar the page still opens, over all periods.
    return {};
  }
}
