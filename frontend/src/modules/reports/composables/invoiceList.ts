import type { ComputedRef, InjectionKey } from 'vue';

/** The list below the drawer, so that the drawer can go to the next invoice of it. */
export const invoiceListKey: InjectionKey<{ ids: ComputedRef<string[]> }> = Symbol('invoice list');
