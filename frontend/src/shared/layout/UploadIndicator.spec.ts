import 'fake-indexeddb/auto';
import { flushPromises } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionKeeper } from '@/shared/session/sessionKeeper';
import { useSessionStore } from '@/shared/session/sessionStore';
import { fakeServer, type FakeAnswer } from '@/shared/testing/fakeServer';
import { mountPage } from '@/shared/testing/mountPage';
import { until } from '@/shared/testing/until';
import type { User } from '@/shared/api/types';
import { UploadStore } from '@/shared/uploads/uploadStore';
import { useUploadsStore } from '@/shared/uploads/uploadsStore';
import UploadIndicator from './UploadIndicator.vue';

const page = { template: '<div />' };
const routes = [
  { path: '/', component: page },
  { path: '/pile', name: 'pile', component: page },
];
const user = { id: 9, permissions: [] as string[] } as unknown as User;
let leave = () => {};

async function open(answer: () => FakeAnswer | Promise<FakeAnswer>) {
  leave();
  const server = fakeServer({ 'POST /api/files': answer });
  vi.stubGlobal('fetch', server.fetcher);
  sessionKeeper.signedIn({ access_token: 'a', refresh_token: 'r', expires_in: 900 }, user);
  const { wrapper } = await mountPage(UploadIndicator, {
    routes,
    prepare: () => {
      const session = useSessionStore();
      session.user = user;
      leave = () => (session.user = null);
    },
  });
  const files = ['1.jpg', '2.jpg'].map((name) => new File(['x'], name));
  await useUploadsStore().add({ companyId: 3, path: '/api/files', page: 'pile', files });
  return { wrapper, server };
}

beforeEach(async () => {
  const store = new UploadStore();
  for (const file of await store.list(9)) await store.remove(file.key);
  await store.close();
});

describe('UploadIndicator', () => {
  it('is there while files are on their way, and gone when they have arrived', async () => {
    let release: (answer: FakeAnswer) => void = () => {};
    const { wrapper, server } = await open(() => new Promise((done) => (release = done)));
    await until(() => expect(wrapper.text()).toContain('Se trimite 1 din 2'));
    await until(() => expect(server.to('POST /api/files')).toHaveLength(1));
    release({ status: 201 });
    await until(() => expect(wrapper.text()).toContain('Se trimite 2 din 2'));
    await until(() => expect(server.to('POST /api/files')).toHaveLength(2));
    release({ status: 201 });
    await until(() => expect(wrapper.find('.trigger').exists()).toBe(false));
  });

  it('says that files wait for the network, and tries at once when it is back', async () => {
    let online = false;
    const { wrapper } = await open(() => {
      if (!online) throw new TypeError('no network');
      return { status: 201 };
    });
    await until(() => expect(wrapper.text()).toContain('2 fișiere așteaptă rețeaua'));
    online = true;
    window.dispatchEvent(new Event('online'));
    await until(() => expect(wrapper.find('.trigger').exists()).toBe(false));
  });

  it('shows why files were refused, and lets the user give them up', async () => {
    const { wrapper } = await open(() => ({
      status: 422,
      body: { detail: 'x', code: 'picture_too_large' },
    }));
    await until(() => expect(wrapper.text()).toContain('2 fișiere nu au fost primite'));
    await wrapper.get('.trigger').trigger('click');
    await flushPromises();
    const panel = document.querySelector<HTMLElement>('.panel');
    expect(panel?.textContent).toContain('Imaginea are prea mulți pixeli.');
    expect(document.querySelector('.content a')?.getAttribute('href')).toBe('/pile?company_id=3');
    panel?.querySelector<HTMLElement>('[aria-label="Renunță la 1.jpg"]')?.click();
    await until(() => expect(wrapper.text()).toContain('Un fișier nu a fost primit'));
  });
});
