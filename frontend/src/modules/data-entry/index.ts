import type { RouteRecordRaw } from 'vue-router';
import { fromFilePath } from './attachmentsApi';

export const dataEntryRoutes: RouteRecordRaw[] = [
  {
    path: '/data-entry/receipts',
    name: 'receipts',
    component: () => import('./pages/ReceiptsPage.vue'),
    meta: {
      titleKey: 'data-entry.list.title',
      nav: { groupKey: 'nav.receipts', icon: 'pi pi-ticket', order: 50 },
      companyScoped: true,
      permission: 'receipts.create',
    },
  },
  {
    // A new receipt and one that is kept are the same page: saving gives it a number.
    path: '/data-entry/receipts/:receiptId(new|\\d+)',
    name: 'receipt',
    component: () => import('./pages/ReceiptPage.vue'),
    props: true,
    meta: {
      titleKey: 'data-entry.receipt.title',
      within: 'receipts',
      companyScoped: true,
      permission: 'receipts.create',
    },
  },
  {
    path: '/data-entry/to-check',
    name: 'receipts-to-check',
    component: () => import('./pages/ToCheckPage.vue'),
    meta: {
      titleKey: 'data-entry.pile.title',
      nav: { groupKey: 'nav.receipts', icon: 'pi pi-inbox', order: 55 },
      intake: fromFilePath,
      companyScoped: true,
      permission: 'receipts.create',
    },
  },
  {
    path: '/data-entry/export',
    name: 'receipts-export',
    component: () => import('./pages/ExportPage.vue'),
    meta: {
      titleKey: 'data-entry.export.title',
      nav: { groupKey: 'nav.receipts', icon: 'pi pi-file-export', order: 60 },
      companyScoped: true,
      permission: 'receipts.approve',
    },
  },
  {
    path: '/data-entry/nomenclature',
    name: 'nomenclature',
    component: () => import('./pages/NomenclaturePage.vue'),
    meta: {
      titleKey: 'data-entry.names.title',
      nav: { groupKey: 'nav.receipts', icon: 'pi pi-book', order: 70 },
      companyScoped: true,
      permission: 'receipts.create',
    },
  },
  {
    path: '/data-entry/accounting-rules',
    name: 'accounting-rules',
    component: () => import('./pages/AccountingRulesPage.vue'),
    meta: {
      titleKey: 'data-entry.rules.title',
      nav: { groupKey: 'nav.receipts', icon: 'pi pi-sliders-h', order: 75 },
      companyScoped: true,
      permission: 'receipts.approve',
    },
  },
];
