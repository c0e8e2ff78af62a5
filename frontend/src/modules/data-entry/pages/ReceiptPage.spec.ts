import 'fake-indexeddb/auto';
import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Receipt } from '../api';
import { attachment, chooseFiles, photo } from '../testing/pictures';
import { receipt, receiptPage, receiptRow } from '../testing/receipts';
import { answerDialog, openSite } from '../testing/site';
import { until } from '@/shared/testing/until';

const one = '/api/data-entry/receipts/7';
const pictureRoutes = {
  'GET /api/data-entry/attachments/21/pages/1': () => ({}),
  'GET /api/data-entry/attachments/21/pages/2': () => ({}),
  'GET /api/data-entry/attachments/22/pages/1': () => ({}),
};
const pendingActions = ['edit', 'approve', 'reject'] as const;

function field(wrapper: VueWrapper, label: string) {
  const found = wrapper.findAll('label').find((item) => item.text() === label);
  return wrapper.get<HTMLInputElement>(`[id="${found?.attributes('for')}"]`);
}

function button(wrapper: VueWrapper, text: string) {
  const found = wrapper.findAll('button').find((item) => item.text().startsWith(text));
  if (!found) throw new Error(`there is no button ${text}`);
  return found;
}

/** What PrimeVue puts at the end of the body. */
const dialog = () => document.querySelector<HTMLElement>('[role="dialog"]');

async function press(key: string): Promise<void> {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  await flushPromises();
}

beforeEach(() => {
  URL.createObjectURL = vi.fn(() => 'blob:x');
  URL.revokeObjectURL = vi.fn();
});

describe('ReceiptPage', () => {
  it('creates a draft, fills in what the supplier had the last time, and stays with it', async () => {
    const { wrapper, server, router } = await openSite('/data-entry/receipts/new', {
      'GET /api/data-entry/suppliers/RO14399840/suggestion': () => ({
        body: {
          cui: '14399840',
          supplier_name: 'Papetăria Centrală SRL',
          expense_type: 'fuel',
          payment_method: 'card',
          used_at: null,
        },
      }),
      'POST /api/data-entry/receipts': () => ({ status: 201, body: receipt() }),
    });
    await field(wrapper, 'Plata').setValue('cash');
    await field(wrapper, 'CUI furnizor').setValue('RO14399840');
    await field(wrapper, 'CUI furnizor').trigger('change');
    await flushPromises();
    expect(field(wrapper, 'Furnizor').element.value).toBe('Papetăria Centrală SRL');
    // What was written already stays.
    expect(field(wrapper, 'Plata').element.value).toBe('cash');
    await field(wrapper, 'Total, lei').setValue('121');
    await button(wrapper, 'Adaugă o cotă').trigger('click');
    expect(wrapper.get('.sums').text()).toContain('cât totalul');
    await button(wrapper, 'Salvează').trigger('click');
    await flushPromises();
    expect(server.to('POST /api/data-entry/receipts')[0]?.body).toMatchObject({
      supplier_name: 'Papetăria Centrală SRL',
      expense_type: 'fuel',
      payment_method: 'cash',
      total: '121.00',
      vat: [{ rate: '21.00', base: '100.00', amount: '21.00' }],
    });
    expect(router.currentRoute.value.params.receiptId).toBe('7');
    expect(server.to(`GET ${one}`)).toHaveLength(0);
  });

  it('puts each problem beside its field, until the field changes', async () => {
    const problem = {
      field: 'supplier_cui',
      code: 'cui_check_digit',
      message: 'x',
      level: 'error' as const,
      receipt_id: null,
    };
    const { wrapper } = await openSite('/data-entry/receipts/7', {
      [`GET ${one}`]: () => ({ body: receipt({ problems: [problem] }) }),
    });
    const cui = field(wrapper, 'CUI furnizor');
    const described = cui.attributes('aria-describedby') ?? '';
    expect(wrapper.get(`[id="${described}"]`).text()).toContain('Cifra de control');
    await cui.setValue('RO1');
    expect(wrapper.find('.problems').exists()).toBe(false);
  });

  it('has warnings confirmed before it submits', async () => {
    let tries = 0;
    const warning = { field: 'vat', code: 'vat_missing', message: 'x', level: 'warning' };
    const { wrapper, server } = await openSite('/data-entry/receipts/7', {
      [`POST ${one}/submit`]: () =>
        tries++ === 0
          ? {
              status: 409,
              body: { detail: 'x', code: 'warnings_unconfirmed', problems: [warning] },
            }
          : { body: receipt({ status: 'pending', version: 3, actions: [] }) },
    });
    await button(wrapper, 'Trimite').trigger('click');
    await flushPromises();
    expect(dialog()?.textContent).toContain('Furnizorul plătește TVA');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(server.to(`POST ${one}/submit`).map((request) => request.body)).toEqual([
      { version: 2, confirm_warnings: false },
      { version: 2, confirm_warnings: true },
    ]);
    expect(wrapper.get('h1').text()).toContain('În așteptare');
  });

  it('approves with A, but not while something is being written', async () => {
    const { wrapper, server } = await openSite('/data-entry/receipts/7', {
      [`GET ${one}`]: () => ({
        body: receipt({ status: 'pending', actions: [...pendingActions] }),
      }),
      [`POST ${one}/approve`]: () => ({
        body: receipt({ status: 'approved', version: 3, actions: ['reopen'] }),
      }),
    });
    const number = field(wrapper, 'Număr').element;
    number.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    await flushPromises();
    expect(server.to(`POST ${one}/approve`)).toHaveLength(0);
    await press('a');
    expect(server.to(`POST ${one}/approve`)[0]?.body).toEqual({ version: 2 });
    expect(wrapper.get('h1').text()).toContain('Aprobat');
    expect(wrapper.get('fieldset').attributes('disabled')).toBeDefined();
  });

  it('rejects with R and a reason', async () => {
    const { server } = await openSite('/data-entry/receipts/7', {
      [`GET ${one}`]: () => ({
        body: receipt({ status: 'pending', actions: [...pendingActions] }),
      }),
      [`POST ${one}/reject`]: () => ({
        body: receipt({ status: 'rejected', version: 3, reject_reason: 'Ilizibil', actions: [] }),
      }),
    });
    await press('r');
    const words = dialog()?.querySelector('textarea');
    words!.value = 'Ilizibil';
    words!.dispatchEvent(new Event('input'));
    await flushPromises();
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(server.to(`POST ${one}/reject`)[0]?.body).toEqual({ version: 2, reason: 'Ilizibil' });
  });

  it('goes through the list with J and K', async () => {
    const rows = [receiptRow({ id: 6 }), receiptRow(), receiptRow({ id: 8 })];
    const { router } = await openSite('/data-entry/receipts/7', {
      'GET /api/data-entry/receipts': () => ({ body: receiptPage(rows) }),
      'GET /api/data-entry/receipts/8': () => ({ body: receipt({ id: 8 }) }),
      'GET /api/data-entry/receipts/8/history': () => ({ body: { items: [] } }),
      'GET /api/data-entry/receipts/8/entries': () => ({ status: 404, body: { detail: 'x' } }),
    });
    await press('j');
    expect(router.currentRoute.value.params.receiptId).toBe('8');
    await press('k');
    expect(router.currentRoute.value.params.receiptId).toBe('7');
  });

  it('shows what another changed, and keeps both when asked to', async () => {
    const current = receipt({ version: 5, total: '242.00' });
    const { wrapper, server } = await openSite('/data-entry/receipts/7', {
      [`PUT ${one}`]: (request) =>
        (request.body as { version: number }).version === 2
          ? { status: 409, body: { detail: 'x', code: 'version_conflict', current } }
          : { body: receipt({ version: 6, total: '242.00', description: 'Hârtie' }) },
    });
    await field(wrapper, 'Descriere').setValue('Hârtie');
    await button(wrapper, 'Salvează').trigger('click');
    await flushPromises();
    expect(wrapper.get('.conflict tbody').text()).toContain('242,00');
    await button(wrapper, 'Păstrează ce am scris').trigger('click');
    expect(field(wrapper, 'Total, lei').element.value).toBe('242,00');
    expect(field(wrapper, 'Descriere').element.value).toBe('Hârtie');
    await button(wrapper, 'Salvează').trigger('click');
    await flushPromises();
    expect(server.to(`PUT ${one}`)[1]?.body).toMatchObject({
      version: 5,
      total: '242.00',
      description: 'Hârtie',
    });
  });

  it('shows how far the accounting note is from the receipt while it is typed', async () => {
    const { wrapper, server } = await openSite('/data-entry/receipts/7', {
      [`PUT ${one}/entries`]: () => ({ status: 503, body: { detail: 'x' } }),
    });
    const amounts = wrapper.findAll<HTMLInputElement>('.entries input[inputmode="decimal"]');
    expect(wrapper.get('.balance').text()).toContain('cât totalul bonului');
    await amounts[1]!.setValue('20,00');
    expect(wrapper.get('.balance').text()).toContain('diferență 1,00');
    await button(wrapper, 'Salvează nota').trigger('click');
    await flushPromises();
    expect(server.to(`PUT ${one}/entries`)[0]?.body).toMatchObject({
      version: 2,
      entries: [{ amount: '100.00' }, { debit_account: '4426', amount: '20.00' }],
    });
    expect(wrapper.get('.entries [role="alert"]').text()).toContain('nu răspunde');
  });

  it('makes a receipt of the first photo, and shows it beside the fields', async () => {
    const attachments = [attachment()] as unknown as Receipt['attachments'];
    const { wrapper, server, router } = await openSite('/data-entry/receipts/new', {
      ...pictureRoutes,
      [`GET ${one}`]: () => ({ body: receipt({ attachments }) }),
      'POST /api/data-entry/receipts/from-file': () => ({
        status: 201,
        body: receipt({ attachments }),
      }),
    });
    await chooseFiles(wrapper.get<HTMLInputElement>('input.camera').element, [photo()]);
    const { currentRoute } = router;
    await until(() => expect(currentRoute.value.params.receiptId).toBe('7'));
    expect(server.to('POST /api/data-entry/receipts')).toHaveLength(0);
    await until(() => expect(wrapper.find('.viewer img').exists()).toBe(true));
    expect(wrapper.get('.viewer img').attributes('alt')).toBe('bon.jpg, pagina 1');
  });

  it('adds a page and removes one without losing what is being written', async () => {
    let files = [attachment({ pages: 2 })];
    const { wrapper, server } = await openSite('/data-entry/receipts/7', {
      ...pictureRoutes,
      [`GET ${one}`]: () => ({
        body: receipt({ attachments: files as unknown as Receipt['attachments'] }),
      }),
      [`POST ${one}/attachments`]: () => {
        files = [...files, attachment({ id: 22 })];
        return { status: 201, body: { items: files } };
      },
      'DELETE /api/data-entry/attachments/21': () => {
        files = files.slice(1);
        return { status: 204 };
      },
    });
    expect(wrapper.get('.viewer').text()).toContain('1 / 2');
    await press('.');
    expect(server.to('GET /api/data-entry/attachments/21/pages/2')).toHaveLength(1);
    await field(wrapper, 'Descriere').setValue('Hârtie');
    await chooseFiles(wrapper.get<HTMLInputElement>('input.chooser').element, [photo('2.jpg')]);
    await flushPromises();
    expect(wrapper.get('.viewer').text()).toContain('2 / 3');
    expect(field(wrapper, 'Descriere').element.value).toBe('Hârtie');
    await wrapper.get('.viewer button.last').trigger('click');
    await answerDialog();
    expect(server.to('DELETE /api/data-entry/attachments/21')).toHaveLength(1);
    expect(wrapper.find('.viewer button.first').exists()).toBe(false);
    expect(field(wrapper, 'Descriere').element.value).toBe('Hârtie');
  });

  it('says why a file was refused', async () => {
    const { wrapper } = await openSite('/data-entry/receipts/7', {
      [`POST ${one}/attachments`]: () => ({
        status: 422,
        body: { detail: 'x', code: 'too_many_pages' },
      }),
    });
    await chooseFiles(wrapper.get<HTMLInputElement>('input.chooser').element, [photo()]);
    await flushPromises();
    expect(wrapper.get('[role="alert"]').text()).toBe('Documentul are prea multe pagini.');
  });
});
