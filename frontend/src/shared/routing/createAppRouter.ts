import {
  createRouter,
  type RouteLocationNormalized,
  type RouteLocationRaw,
  type RouteRecordRaw,
  type Router,
  type RouterHistory,
} from 'vue-router';
import './routeMeta';
import { useCompanyStore } from '@/shared/context/companyStore';
import { navigationEntries, targetOf } from '@/shared/context/navigation';
import { i18n } from '@/shared/i18n';
import { useSessionStore } from '@/shared/session/sessionStore';
import { safeRedirect } from './safeRedirect';
import { useStartStore } from './startStore';
import { whenTallEnough } from './whenTallEnough';

const sharedRoutes: RouteRecordRaw[] = [
  {
    path: '/login',
    name: 'login',
    component: () => import('@/shared/pages/LoginPage.vue'),
    meta: { anonymous: true, titleKey: 'signIn.title' },
  },
  {
    path: '/status',
    name: 'status',
    component: () => import('@/shared/pages/StatusPage.vue'),
    meta: { permission: 'system.view', titleKey: 'status.title' },
  },
  { path: '/', name: 'home', component: () => import('@/shared/pages/NoPagesPage.vue') },
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('@/shared/pages/NotFoundPage.vue'),
    meta: { titleKey: 'errors.notFoundTitle' },
  },
];

async function guard(
  to: RouteLocationNormalized,
  router: Router,
): Promise<boolean | RouteLocationRaw> {
  const session = useSessionStore();
  const start = useStartStore();
  const companies = useCompanyStore();
  try {
    await session.restore();
    if (to.meta.anonymous) return session.user ? safeRedirect(to.query.redirect) : true;
    if (!session.user) {
      return {
        name: 'login',
        query: to.fullPath === '/' ? {} : { redirect: to.fullPath },
        replace: true,
      };
    }
    await companies.load();
    start.error = null;
  } catch (error) {
    start.error = error;
    return false;
  }
  if (to.name === 'home') {
    const entry = navigationEntries(router).find((route) => session.can(route.meta.permission));
    return entry ? { ...(await targetOf(entry, companies)), replace: true } : true;
  }
  const id = companies.startId;
  if (to.meta.companyScoped && to.query.company_id === undefined && id !== null) {
    return {
      ...to,
      query: { ...to.query, company_id: String(id) },
      replace: true,
    } as RouteLocationRaw;
  }
  return true;
}

export function createAppRouter(history: RouterHistory, moduleRoutes: RouteRecordRaw[]): Router {
  const router = createRouter({
    history,
    routes: [...moduleRoutes, ...sharedRoutes],
    scrollBehavior: async (to, from, saved) => {
      if (saved) return (await whenTallEnough(saved.top)) ? saved : false;
      // A drawer that opens over a list, or a filter, must not make the list jump. Another account
      // or partner on the same page is another page.
      const samePage = to.matched[0] === from.matched[0];
      const otherSubject = samePage && to.matched.length === 1 && to.path !== from.path;
      return samePage && !otherSubject ? false : { top: 0 };
    },
  });
  router.beforeEach((to) => guard(to, router));
  router.afterEach((to) => {
    const title = to.meta.titleKey ? i18n.global.t(to.meta.titleKey) : '';
    document.title = title ? `${title} · ROA2WEB` : 'ROA2WEB';
  });
  return router;
}
