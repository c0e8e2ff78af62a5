import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { mountPage } from '@/shared/testing/mountPage';
import { until } from '@/shared/testing/until';
import { UploadStore } from '@/shared/uploads/uploadStore';
import OfflinePhotos from './OfflinePhotos.vue';

const page = { template: '<div />' };
const routes = [
  { path: '/', component: page },
  { path: '/pile', name: 'pile', component: page, meta: { intake: '/api/files' } },
];

async function choose(input: HTMLInputElement): Promise<void> {
  Object.defineProperty(input, 'files', { value: [new File(['x'], 'bon.jpg')] });
  input.dispatchEvent(new Event('change'));
}

describe('OfflinePhotos', () => {
  it('keeps a photo for the user and the company of the last visit', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    localStorage.setItem('roa2web.session', '{"refreshToken":"r","userId":9}');
    localStorage.setItem('roa2web.company', '3');
    const { wrapper } = await mountPage(OfflinePhotos, { routes });
    await choose(wrapper.get('input').element);
    await until(() => expect(wrapper.text()).toContain('Un fișier așteaptă rețeaua'));
    const store = new UploadStore();
    expect(await store.list(9)).toMatchObject([
      { companyId: 3, path: '/api/files', page: 'pile', name: 'bon.jpg' },
    ]);
    await store.close();
  });

  it('offers nothing where nobody has signed in before', async () => {
    const { wrapper } = await mountPage(OfflinePhotos, { routes });
    expect(wrapper.find('button').exists()).toBe(false);
  });
});
