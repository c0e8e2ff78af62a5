import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSite } from '../testing/site';

const partners = 'GET /api/data-entry/nomenclature/partners';
const cash = 'GET /api/data-entry/nomenclature/cash-registers';
const sync = 'POST /api/data-entry/nomenclature/sync';
const omv = { code: '12', name: 'OMV Petrom', cui: 'RO1590082' };

afterEach(() => vi.useRealTimers());

describe('NomenclaturePage', () => {
  it('searches as one types, and says how old the names are', async () => {
    const { wrapper, server } = await openSite('/data-entry/nomenclature', {
      [partners]: () => ({ body: { items: [omv], as_of: '2025-11-20T08:00:00Z' } }),
      [cash]: () => ({
        body: { items: [{ code: '5311', name: 'Casa', cui: null }], as_of: null },
      }),
    });
    expect(wrapper.get('tbody').text()).toContain('OMV Petrom');
    expect(wrapper.get('time').attributes('datetime')).toBe('2025-11-20T08:00:00Z');
    await wrapper.get('input[type="search"]').setValue(' omv ');
    await vi.waitFor(() => expect(server.to(partners)).toHaveLength(2));
    expect(server.to(partners)[1]?.query.get('search')).toBe('omv');
    await wrapper.get('input[value="cash-registers"]').setValue(true);
    await flushPromises();
    expect(server.to(cash)[0]?.query.get('search')).toBe('omv');
    expect(wrapper.findAll('thead th')).toHaveLength(2);
  });

  it('has the names copied anew and waits until they have come', async () => {
    let asOf: string | null = null;
    const { wrapper, server } = await openSite('/data-entry/nomenclature', {
      [partners]: () => ({ body: { items: asOf ? [omv] : [], as_of: asOf } }),
      [sync]: () => ({ status: 202, body: { started: true, as_of: asOf } }),
    });
    expect(wrapper.text()).toContain('Încă nu s-a copiat nimic');
    vi.useFakeTimers();
    await wrapper.get('header button').trigger('click');
    await vi.advanceTimersByTimeAsync(1000);
    expect(wrapper.text()).toContain('Se copiază din ROA');
    asOf = '2025-11-20T08:00:00Z';
    await vi.advanceTimersByTimeAsync(1000);
    expect(wrapper.text()).not.toContain('Se copiază din ROA');
    expect(wrapper.get('tbody').text()).toContain('OMV Petrom');
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.to(partners)).toHaveLength(3);
  });
});
