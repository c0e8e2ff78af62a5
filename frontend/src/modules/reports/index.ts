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
    path: '/reports/treasury',
    name: 'treasury',
    component: () => import('./pages/TreasuryPage.vue'),
    meta: {
      titleKey: 'reports.treasury.title',
      nav: { groupKey: 'nav.reports', icon: 'pi pi-wallet', order: 20 },
      companyScoped: true,
      period: 'required',
      permission: 'reports.view',
    },
  },
  {
    path: '/reports/treasury/:account',
    name: 'treasury-register',
    component: () => import('./pages/TreasuryRegisterPage.vue'),
    props: true,
    meta: {
      titleKey: 'reports.treasury.title',
      within: 'treasury',
      companyScoped: true,
      period: 'required',
      permission: 'reports.view',
    },
  },
  {
    path: '/reports/trial-balance',
    name: 'trial-balance',
    component: () => import('./pages/TrialBalancePage.vue'),
    meta: {
      titleKey: 'reports.trialBalance.title',
      nav: { groupKey: 'nav.reports', icon: 'pi pi-table', order: 30 },
      companyScoped: true,
      permission: 'reports.view',
    },
  },
  {
    path: '/reports/accounts/:account',
    name: 'account-ledger',
    component: () => import('./pages/AccountLedgerPage.vue'),
    props: true,
    meta: {
      titleKey: 'reports.ledger.eyebrow',
      within: 'trial-balance',
      companyScoped: true,
      period: 'required',
      permission: 'reports.view',
    },
  },
  {
    path: '/reports/partners/:partnerId',
    name: 'partner-statement',
    component: () => import('./pages/PartnerStatementPage.vue'),
    props: true,
    meta: {
      titleKey: 'reports.partner.eyebrow',
      within: 'invoices',
      companyScoped: true,
      period: 'required',
      permission: 'reports.view',
    },
  },
  {
    path: '/reports/documents/:documentId',
    name: 'document',
    component: () => import('./pages/DocumentPage.vue'),
    props: true,
    meta: {
      titleKey: 'reports.document.eyebrow',
      within: 'trial-balance',
      companyScoped: true,
      permission: 'reports.view',
    },
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
