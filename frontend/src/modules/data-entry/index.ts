import type { RouteRecordRaw } from 'vue-router';

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
];
