import { flushPromises } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { batch } from '../testing/books';
import { receiptPage, receiptRow } from '../testing/receipts';
import { answerDialog, openSite } from '../testing/site';

const batches = 'GET /api/data-entry/receipts/export-batches';
const make = 'GET /api/data-entry/receipts/export';
const undo = 'POST /api/data-entry/receipts/export-batches/4/undo';
const everything = ['receipts.create', 'receipts.approve', 'system.view'];

beforeEach(() => {
  URL.createObjectURL = vi.fn(() => 'blob:x');
  URL.revokeObjectURL = vi.fn();
  HTMLAnchorElement.prototype.click = vi.fn();
});

describe('ExportPage', () => {
  it('asks before it exports, and then shows the batch', async () => {
    let made = false;
    const { wrapper, server } = await openSite('/data-entry/export', {
      'GET /api/data-entry/receipts': () => ({
        body: receiptPage(made ? [] : [receiptRow({ status: 'approved' })]),
      }),
      [batches]: () => ({
        body: { items: made ? [batch()] : [], total: made ? 1 : 0, page: 1, page_size: 20 },
      }),
      [make]: () => {
        made = true;
        return { headers: { 'Content-Disposition': 'attachment; filename="lot-4.xlsx"' } };
      },
    });
    expect(wrapper.text()).toContain('Un bon aprobat așteaptă exportul');
    expect(wrapper.text()).toContain('Nimic exportat încă');
    const button = wrapper.findAll('button').find((item) => item.text() === 'Exportă XLSX');
    await button?.trigger('click');
    expect(server.to(make)).toHaveLength(0);
    await answerDialog();
    expect(server.to(make)[0]?.query.get('format')).toBe('xlsx');
    expect(wrapper.get('[role="status"]').text()).toContain('lot-4.xlsx');
    expect(wrapper.get('tbody').text()).toContain('Lot 4');
    expect(wrapper.text()).toContain('Niciun bon aprobat');
  });

  it('gives the files of a batch again, but not of one that was undone', async () => {
    const again = 'GET /api/data-entry/receipts/export-batches/4/file';
    const gone = batch({ id: 3, undone_at: '2025-11-21T08:00:00Z', undone_by_name: 'demo' });
    const { wrapper, server } = await openSite('/data-entry/export', {
      [batches]: () => ({ body: { items: [batch(), gone], total: 2, page: 1, page_size: 20 } }),
      [again]: () => ({}),
    });
    const [first, second] = wrapper.findAll('tbody tr');
    await first?.findAll('button')[1]?.trigger('click');
    await flushPromises();
    expect(server.to(again)[0]?.query.get('format')).toBe('csv');
    expect(second?.text()).toContain('anulat de demo');
    expect(second?.findAll('button')).toHaveLength(0);
  });

  it('lets administrators alone undo a batch, and says what came of it', async () => {
    const routes = {
      [batches]: () => ({ body: { items: [batch()], total: 1, page: 1, page_size: 20 } }),
      [undo]: () => ({ body: batch({ undone_at: '2025-11-21T08:00:00Z' }) }),
    };
    const plain = await openSite('/data-entry/export', routes);
    expect(plain.wrapper.findAll('tbody button')).toHaveLength(2);
    plain.wrapper.unmount();

    const { wrapper, server } = await openSite('/data-entry/export', routes, everything);
    await wrapper.findAll('tbody button')[2]?.trigger('click');
    await answerDialog();
    expect(server.to(undo)).toHaveLength(1);
    expect(wrapper.text()).toContain('Lotul 4 a fost anulat');
    expect(server.to(batches)).toHaveLength(2);
  });

  it('says why an export did not come', async () => {
    const { wrapper } = await openSite('/data-entry/export', {
      [batches]: () => ({ body: { items: [], total: 0, page: 1, page_size: 20 } }),
      [make]: () => ({ status: 409, body: { detail: 'There is nothing to export' } }),
    });
    await wrapper.findAll('.ready button')[1]?.trigger('click');
    await answerDialog();
    expect(wrapper.get('[role="alert"]').text()).toBe('There is nothing to export');
  });
});
