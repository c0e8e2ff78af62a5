import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, type RouteRecordRaw } from 'vue-router';
import { fakeServer, type FakeAnswer } from '@/shared/testing/fakeServer';
import { createAppRouter } from './createAppRouter';
import { useStartStore } from './startStore';

const page = { template: '<div />' };
const routes: RouteRecordRaw[] = [
  {
    path: '/books',
    name: 'books',
    component: page,
    meta: {
      titleKey: 'nav.reports',
      nav: { groupKey: 'nav.reports', icon: '', order: 1 },
      companyScoped: true,
      period: true,
      permission: 'reports.view',
    },
  },
];

const me = { id: 1, username: 'maria', full_name: '', email: '', role: 'viewer' };
const companies = [
  { id: 3, name: 'A', is_default: false },
  { id: 5, name: 'B', is_default: true },
];

function setUp(
  options: { signedIn?: boolean; permissions?: string[]; refresh?: () => FakeAnswer } = {},
) {
  const pair = { access_token: 'a', refresh_token: 'r2', expires_in: 900 };
  const server = fakeServer({
    'POST /api/auth/refresh': options.refresh ?? (() => ({ body: pair })),
    'GET /api/auth/me': () => ({
      body: { ...me, permissions: options.permissions ?? ['reports.view'] },
    }),
    'GET /api/companies': () => ({ body: { items: companies } }),
    'GET /api/calendar': () => ({ body: { items: [], current: { year: 2025, month: 11 } } }),
  });
  vi.stubGlobal('fetch', server.fetcher);
  if (options.signedIn !== false) {
    localStorage.setItem('roa2web.session', JSON.stringify({ refreshToken: 'r1', userId: 1 }));
  }
  return createAppRouter(createMemoryHistory(), routes);
}

const go = async (router: ReturnType<typeof setUp>, to: string) => {
  await router.push(to);
  return router.currentRoute.value.fullPath;
};

beforeEach(() => {
  setActivePinia(createPinia());
});

describe('the router', () => {
  it('asks strangers to sign in and remembers where they wanted to go', async () => {
    const router = setUp({ signedIn: false });
    const address = await go(router, '/books?company_id=3');
    expect(address).toBe('/login?redirect=/books?company_id=3');
  });

  it('picks up the session of an earlier visit', async () => {
    expect(await go(setUp(), '/books?company_id=3')).toBe('/books?company_id=3');
  });

  it('asks to sign in again when that session has ended', async () => {
    const router = setUp({ refresh: () => ({ status: 401 }) });
    expect(await go(router, '/books?company_id=3')).toContain('/login');
  });

  it('starts with the default company in its current accounting month', async () => {
    const address = await go(setUp(), '/');
    expect(address).toBe('/books?company_id=5&date_from=2025-11-01&date_to=2025-11-30');
  });

  it('adds the company that was used last', async () => {
    localStorage.setItem('roa2web.company', '3');
    expect(await go(setUp(), '/books')).toBe('/books?company_id=3');
  });

  it('does not start with a company that the user may no longer see', async () => {
    localStorage.setItem('roa2web.company', '99');
    expect(await go(setUp(), '/books')).toBe('/books?company_id=5');
  });

  it('leaves a company in the address alone: the page says what is wrong with it', async () => {
    expect(await go(setUp(), '/books?company_id=99')).toBe('/books?company_id=99');
  });

  it('stays at home with someone who may see no page', async () => {
    expect(await go(setUp({ permissions: [] }), '/')).toBe('/');
  });

  it('leads away from the sign-in page once signed in, within the page only', async () => {
    const router = setUp();
    expect(await go(router, '/login?redirect=//example.org')).toContain('/books');
    expect(await go(router, '/login?redirect=/nowhere')).toBe('/nowhere');
  });

  it('tells a server that cannot be reached from a session that has ended', async () => {
    const router = setUp({ refresh: () => ({ status: 503, body: { detail: 'later' } }) });
    await go(router, '/books?company_id=3');
    expect(useStartStore().error).toMatchObject({ status: 503 });
    expect(router.currentRoute.value.matched).toEqual([]);
  });
});
