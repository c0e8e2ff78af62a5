import { mount, flushPromises, type ComponentMountingOptions } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import PrimeVue from 'primevue/config';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router';
import { i18n, setLanguage } from '@/shared/i18n';

/** Mounts a component as the page does: router, texts, stores, widgets. */
export async function mountPage(
  component: Component,
  options: {
    at?: string;
    routes?: RouteRecordRaw[];
    props?: Record<string, unknown>;
    prepare?: () => void | Promise<void>;
    stubs?: Record<string, boolean | Component>;
  } = {},
) {
  setLanguage('ro');
  const pinia = createPinia();
  setActivePinia(pinia);
  await options.prepare?.();
  const router = createRouter({
    history: createMemoryHistory(),
    routes: options.routes ?? [{ path: '/:any(.*)*', component: { template: '<div />' } }],
  });
  await router.push(options.at ?? '/');
  await router.isReady();
  const wrapper = mount(component, {
    attachTo: document.body,
    props: options.props ?? {},
    global: { plugins: [pinia, router, i18n, PrimeVue], stubs: options.stubs ?? {} },
  } as ComponentMountingOptions<Component>);
  await flushPromises();
  return { wrapper, router };
}
