import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { addModuleMessages } from '@/shared/i18n';
import { sessionKeeper } from '@/shared/session/sessionKeeper';
import type { User } from '@/shared/api/types';
import { fakeServer, type FakeAnswer } from '@/shared/testing/fakeServer';
import { mountPage } from '@/shared/testing/mountPage';
import type { CacheStats } from '../api';
import ro from '../locales/ro';
import CachePage from './CachePage.vue';

addModuleMessages('ro', 'reports', ro);

const counts = {
  memory_hits: 90,
  disk_hits: 5,
  misses: 3,
  shared_waits: 1,
  stale_served: 1,
  refreshes: 2,
  failures: 0,
};

function stats(patch: Partial<CacheStats> = {}): CacheStats {
  return {
    settings: {
      enabled: true,
      memory_mb: 64,
      max_age_seconds: 300,
      stale_seconds: 3600,
      reports: [{ report: 'trial-balance', max_age_seconds: 60 }],
    },
    memory: { entries: 21, bytes: 1_258_291, limit_bytes: 67_108_864, evictions: 0 },
    disk: { entries: 40, bytes: 4_194_304, limit_bytes: 536_870_912, evictions: 0 },
    total: counts,
    dropped_by_change: 4,
    reports: [
      { ...counts, report: 'trial-balance', max_age_seconds: 60 },
      { ...counts, report: 'something-new', max_age_seconds: 300 },
    ],
    ...patch,
  };
}

async function setUp(put: () => FakeAnswer = () => ({ body: { settings: {}, kept: true } })) {
  const server = fakeServer({
    'GET /api/reports/cache/stats': () => ({ body: stats() }),
    'POST /api/reports/cache/clear': () => ({ body: { memory_entries: 21, disk_entries: 40 } }),
    'PUT /api/reports/cache/settings': put,
  });
  vi.stubGlobal('fetch', server.fetcher);
  const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 900 };
  sessionKeeper.signedIn(tokens, { id: 1 } as User);
  const { wrapper } = await mountPage(CachePage);
  const clear = () => wrapper.get('form.clear').trigger('submit').then(flushPromises);
  const field = (label: string) => {
    const found = wrapper.findAll('.field').find((item) => item.text().startsWith(label));
    return found!.get('input');
  };
  const save = () => wrapper.get('form.settings').trigger('submit').then(flushPromises);
  return { wrapper, server, clear, field, save };
}

const put = 'PUT /api/reports/cache/settings';

describe('CachePage', () => {
  it('says how much the cache helps and how full it is', async () => {
    const { wrapper } = await setUp();
    expect(wrapper.text()).toContain('97,0%');
    expect(wrapper.text()).toContain('97 din 100 cereri');
    expect(wrapper.text()).toContain('1,2 MB din 64 MB');
    expect(wrapper.text()).toContain('21 de răspunsuri');
    const rows = wrapper.findAll('tbody tr').map((row) => row.text());
    expect(rows[0]).toContain('Balanță');
    expect(rows[1]).toContain('something-new');
  });

  it('asks once more before it clears everything', async () => {
    const { wrapper, server, clear } = await setUp();
    await clear();
    expect(server.to('POST /api/reports/cache/clear')).toHaveLength(0);
    expect(wrapper.get('.sure').text()).toContain('toate firmele');
    await clear();
    expect(server.to('POST /api/reports/cache/clear').map(({ body }) => body)).toEqual([{}]);
    expect(wrapper.text()).toContain('Uitate: 21 din memorie, 40 de pe disc.');
    expect(server.to('GET /api/reports/cache/stats')).toHaveLength(2);
  });

  it('saves the settings as numbers, an age only where there is one', async () => {
    const { wrapper, server, field, save } = await setUp();
    await field('Memorie').setValue('128');
    await field('Un răspuns este bun').setValue('120');
    await field('something-new').setValue('10');
    await wrapper.get('.switch input').setValue(false);
    await save();
    expect(server.to(put)[0]?.body).toEqual({
      enabled: false,
      memory_mb: 128,
      max_age_seconds: 120,
      stale_seconds: 3600,
      reports: [
        { report: 'trial-balance', max_age_seconds: 60 },
        { report: 'something-new', max_age_seconds: 10 },
      ],
    });
    expect(wrapper.text()).toContain('Setările au fost salvate');
  });

  it.each(['', '0', '1.5', '-3', '65537', 'mult'])(
    'does not send a memory of "%s"',
    async (text) => {
      const { wrapper, server, field, save } = await setUp();
      await field('Memorie').setValue(text);
      await save();
      expect(server.to(put)).toHaveLength(0);
      expect(wrapper.get('.wrong').text()).toContain('între 1 și 65536');
      expect(field('Memorie').attributes('aria-describedby')).toBeDefined();
    },
  );

  it('says that a restart will forget what could not be written', async () => {
    const { wrapper, save } = await setUp(() => ({ body: { settings: {}, kept: false } }));
    await save();
    expect(wrapper.text()).toContain('o repornire le uită');
  });

  it('shows why the server refused', async () => {
    const { wrapper, save } = await setUp(() => ({ status: 403, body: { detail: 'no' } }));
    await save();
    expect(wrapper.get('[role="alert"]').text()).toContain('Setările nu au fost salvate');
  });
});
