import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { addModuleMessages } from '@/shared/i18n';
import { sessionKeeper } from '@/shared/session/sessionKeeper';
import type { User } from '@/shared/api/types';
import { fakeServer, type FakeAnswer } from '@/shared/testing/fakeServer';
import { mountPage } from '@/shared/testing/mountPage';
import ro from '../locales/ro';
import SavedFiltersMenu from './SavedFiltersMenu.vue';

addModuleMessages('ro', 'reports', ro);

const path = '/api/reports/saved-filters';
const filter = (id: number, name: string, query: string) => ({
  id,
  report: 'invoices',
  name,
  query,
  created_at: '2025-11-24T08:00:00Z',
});

async function setUp(
  options: { post?: (body: unknown) => FakeAnswer; list?: () => FakeAnswer } = {},
) {
  const items = [filter(1, 'Șantiere', 'search=santier'), filter(2, 'Restanțe', 'status=overdue')];
  const server = fakeServer({
    [`GET ${path}`]: options.list ?? (() => ({ body: { items } })),
    [`POST ${path}`]: ({ body }) =>
      options.post?.(body) ?? {
        status: 201,
        body: { ...filter(9, '', ''), ...(body as object) },
      },
    [`DELETE ${path}/2`]: () => ({ status: 204 }),
  });
  vi.stubGlobal('fetch', server.fetcher);
  const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 900 };
  sessionKeeper.signedIn(tokens, { id: 1 } as User);
  const { wrapper } = await mountPage(SavedFiltersMenu, {
    props: { report: 'invoices', current: 'status=overdue' },
  });
  await wrapper.get('.trigger').trigger('click');
  await flushPromises();
  const panel = () => document.querySelector<HTMLElement>('.p-popover')!;
  const names = () =>
    [...panel().querySelectorAll('.apply')].map((item) => item.textContent.trim());
  const press = async (label: string) => {
    panel().querySelector<HTMLElement>(`[aria-label="${label}"]`)!.click();
    await flushPromises();
  };
  const save = async (name: string) => {
    const field = panel().querySelector<HTMLInputElement>('form input')!;
    field.value = name;
    field.dispatchEvent(new Event('input'));
    await flushPromises();
    panel().querySelector<HTMLFormElement>('form')!.requestSubmit();
    await flushPromises();
  };
  return { wrapper, server, panel, names, press, save };
}

describe('SavedFiltersMenu', () => {
  it('lists them by name and marks the one that is on', async () => {
    const { names, panel } = await setUp();
    expect(names()).toEqual(['Restanțe', 'Șantiere']);
    expect(panel().querySelector('[aria-current="true"]')?.textContent).toContain('Restanțe');
  });

  it('hands back the filters that were kept', async () => {
    const { wrapper, press } = await setUp();
    await press('Aplică Șantiere');
    expect(wrapper.emitted('apply')).toEqual([['search=santier']]);
  });

  it('keeps the filters of now under a name', async () => {
    const { server, names, panel, save } = await setUp();
    await save('  De sunat ');
    expect(server.to(`POST ${path}`)[0]?.body).toEqual({
      report: 'invoices',
      name: 'De sunat',
      query: 'status=overdue',
    });
    expect(names()).toEqual(['De sunat', 'Restanțe', 'Șantiere']);
    expect(panel().querySelector('[role="status"]')?.textContent).toContain('a fost salvat');
  });

  it('tells a name that is taken from too many', async () => {
    const { panel, save } = await setUp({ post: () => ({ status: 409, body: { detail: 'x' } }) });
    await save('Restanțe');
    const alert = () => panel().querySelector('[role="alert"]')?.textContent;
    expect(alert()).toContain('Ai deja filtre cu acest nume');
    await save('Altele');
    expect(alert()).toContain('numărul maxim');
  });

  it('deletes one, and takes it back', async () => {
    const { server, names, panel, press } = await setUp();
    await press('Șterge Restanțe');
    expect(server.to(`DELETE ${path}/2`)).toHaveLength(1);
    expect(names()).toEqual(['Șantiere']);
    expect(document.activeElement?.textContent).toContain('Anulează ștergerea');
    panel().querySelector<HTMLElement>('.undo')!.click();
    await flushPromises();
    expect(names()).toEqual(['Restanțe', 'Șantiere']);
  });

  it('says that they could not be loaded, and tries again', async () => {
    let broken = true;
    const { panel, names } = await setUp({
      list: () =>
        broken
          ? { status: 503, body: { detail: 'x' } }
          : { body: { items: [filter(1, 'Una', '')] } },
    });
    broken = false;
    panel().querySelector<HTMLElement>('[role="alert"] button')!.click();
    await flushPromises();
    expect(names()).toEqual(['Una']);
  });
});
