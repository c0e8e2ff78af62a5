import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { receiptPage, receiptRow } from '../testing/receipts';
import { openSite } from '../testing/site';

const list = 'GET /api/data-entry/receipts';
const approveMany = 'POST /api/data-entry/receipts/approve';

const pending = (id: number) =>
  receiptRow({ id, number: String(id), status: 'pending', actions: ['edit', 'approve', 'reject'] });

describe('ReceiptsPage', () => {
  it('shows the receipts with what they lack, and how many there are in each state', async () => {
    const lacking = { field: 'total', code: 'required', message: 'x', level: 'error' as const };
    const { wrapper } = await openSite('/data-entry/receipts', {
      [list]: () => ({
        body: receiptPage([
          receiptRow({ total: null, problems: [{ ...lacking, receipt_id: null }] }),
        ]),
      }),
    });
    const row = wrapper.get('tbody tr').text();
    expect(row).toContain('Papetăria Centrală SRL');
    expect(row).toContain('Lipsesc: total, lei');
    expect(row).toContain('Consumabile');
    const tabs = wrapper.findAll('nav.tabs a').map((tab) => tab.text().replace(/\s+/g, ' '));
    expect(tabs).toEqual([
      'Toate 6',
      'Incomplete 1',
      'Ciorne 3',
      'În așteptare 2',
      'Aprobate 1',
      'Respinse 0',
      'Exportate 0',
    ]);
  });

  it('asks for what the address says, and a tab is an address', async () => {
    const { wrapper, router, server } = await openSite(
      '/data-entry/receipts?status=draft&search=omv&page=2',
    );
    expect(Object.fromEntries(server.to(list).at(0)?.query ?? [])).toMatchObject({
      company_id: '3',
      status: 'draft',
      search: 'omv',
      page: '2',
    });
    await wrapper.findAll('nav.tabs a')[3]?.trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({
      company_id: '3',
      status: 'pending',
      search: 'omv',
    });
    expect(wrapper.findAll('nav.tabs a')[3]?.attributes('aria-current')).toBe('page');
  });

  it('approves the marked receipts and says which could not be', async () => {
    const { wrapper, server } = await openSite('/data-entry/receipts', {
      [list]: () => ({ body: receiptPage([pending(8), pending(9), receiptRow()]) }),
      [approveMany]: () => ({
        body: {
          approved: 1,
          items: [
            { id: 8, approved: true, code: null, reason: null },
            { id: 9, approved: false, code: 'four_eyes', reason: 'You created this receipt' },
          ],
        },
      }),
    });
    const boxes = wrapper.findAll('tbody input[type="checkbox"]');
    expect(boxes).toHaveLength(2);
    await wrapper.get('thead input[type="checkbox"]').trigger('change');
    await wrapper.get('.batch button').trigger('click');
    await flushPromises();
    expect(server.to(approveMany)[0]?.body).toEqual({
      items: [
        { id: 8, version: 2 },
        { id: 9, version: 2 },
      ],
    });
    expect(wrapper.text()).toContain('Un bon a fost aprobat.');
    expect(wrapper.get('[role="alert"]').text()).toContain('9: L-ai introdus tu');
    expect(server.to(list)).toHaveLength(2);
  });

  it('offers no marks to those who may not approve', async () => {
    const { wrapper } = await openSite('/data-entry/receipts', {}, ['receipts.create']);
    expect(wrapper.findAll('input[type="checkbox"]')).toHaveLength(0);
  });

  it('says that there is nothing, and how to begin', async () => {
    const { wrapper, router } = await openSite('/data-entry/receipts', {
      [list]: () => ({ body: receiptPage([]) }),
    });
    expect(wrapper.text()).toContain('Niciun bon aici');
    await wrapper.get('.state button').trigger('click');
    // The page of one receipt is loaded first.
    await vi.waitFor(() => expect(router.currentRoute.value.params.receiptId).toBe('new'));
  });
});
