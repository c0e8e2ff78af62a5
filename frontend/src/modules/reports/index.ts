import type { RouteRecordRaw } from 'vue-router';

export const reportsRoutes: RouteRecordRaw[] = [
  {
    path: '/reports/dashboard',
    name: 'dashboard',
    component: () => import('./pages/DashboardPage.vue'),
    meta: {
      titleKey: 'reports.dashboard.title',
      nav: { groupKey: 'nav.reports', icon: 'pi pi-chart-bar', order: 5 },
      companyScoped: true,
      period: 'month',
      permission: 'reports.view',
    },
  },
  {
    path: '/reports/invoices',
    name: 'invoices',
    component: () => import('./pages/InvoicesPage.vue'),
    meta: {
      titleKey: 'reports.invoices.title',
      nav: { groupKey: 'nav.reports', icon: 'pi pi-receipt', order: 10 },
      companyScoped: true,
      period: true,
      permission: 'reports.view',
    },
    children: [
      {
        path: ':invoiceId',
        name: 'invoice',
        component: () => import('./pages/InvoiceDetailPage.vue'),
        props: true,
      },
    ],
  },
  {
    path: '/reports/cache',
    name: 'reports-cache',
    component: () => import('./pages/CachePage.vue'),
    meta: {
      titleKey: 'reports.cache.title',
      nav: { groupKey: 'nav.system', icon: 'pi pi-database', order: 90 },
      permission: 'cache.manage',
    },
  },
];
