import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mountPage } from '@/shared/testing/mountPage';
import { keepAppFiles } from './appUpdate';
import UpdateNotice from './UpdateNotice.vue';

/** What the browser tells of service workers: a registration, and a version that may wait. */
function browser(options: { controlled: boolean; waiting: boolean }) {
  const worker = { postMessage: vi.fn() };
  const registration = Object.assign(new EventTarget(), {
    waiting: options.waiting ? worker : null,
    installing: null as (EventTarget & { state: string }) | null,
    update: vi.fn(() => Promise.resolve()),
  });
  const container = Object.assign(new EventTarget(), {
    controller: options.controlled ? {} : null,
    register: vi.fn(() => Promise.resolve(registration)),
  });
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: container });
  return { worker, registration, container };
}

afterEach(() => Reflect.deleteProperty(navigator, 'serviceWorker'));

describe('UpdateNotice', () => {
  it('says nothing at the first visit', async () => {
    browser({ controlled: false, waiting: true });
    await keepAppFiles();
    const { wrapper } = await mountPage(UpdateNotice);
    expect(wrapper.text()).toBe('');
  });

  it('offers a version that has come, and changes to it when the user agrees', async () => {
    const { worker, registration } = browser({ controlled: true, waiting: false });
    await keepAppFiles();
    const { wrapper } = await mountPage(UpdateNotice);
    expect(wrapper.text()).toBe('');
    const installing = Object.assign(new EventTarget(), { state: 'installing' });
    registration.installing = installing;
    registration.dispatchEvent(new Event('updatefound'));
    installing.state = 'installed';
    Object.assign(registration, { waiting: worker });
    installing.dispatchEvent(new Event('statechange'));
    await flushPromises();
    expect(wrapper.text()).toContain('Există o versiune nouă');
    await wrapper.findAll('button')[1]?.trigger('click');
    expect(wrapper.text()).toBe('');

    await keepAppFiles();
    await flushPromises();
    await wrapper.get('button').trigger('click');
    expect(worker.postMessage).toHaveBeenCalledWith('activate');
  });

  it('does no harm where the browser has no service workers', async () => {
    await expect(keepAppFiles()).resolves.toBeUndefined();
  });
});
