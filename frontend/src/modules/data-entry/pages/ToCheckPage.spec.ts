import 'fake-indexeddb/auto';
import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { attachment, chooseFiles, photo, toCheckRow } from '../testing/pictures';
import { receipt } from '../testing/receipts';
import { openSite } from '../testing/site';
import { until } from '@/shared/testing/until';
import { UploadStore } from '@/shared/uploads/uploadStore';

const list = 'GET /api/data-entry/receipts/to-check';
const one = '/api/data-entry/receipts/7';
const fromFile = 'POST /api/data-entry/receipts/from-file';
const required = (field: string) => ({
  field,
  code: 'required',
  message: 'x',
  level: 'error' as const,
  receipt_id: null,
});

const page = (rows = [toCheckRow()]) => ({
  body: { items: rows, total: rows.length, page: 1, page_size: 50 },
});
const pictureRoutes = {
  'GET /api/data-entry/attachments/21/thumbnail': () => ({}),
  'GET /api/data-entry/attachments/21/pages/1': () => ({}),
  'GET /api/data-entry/receipts/7/attachments': () => ({ body: { items: [attachment()] } }),
  'GET /api/data-entry/receipts/101/attachments': () => ({ body: { items: [attachment()] } }),
};

async function type(wrapper: VueWrapper, field: string, text: string): Promise<void> {
  const input = wrapper.get<HTMLInputElement>(`[id="check-7-${field}"]`);
  input.element.focus();
  await input.setValue(text);
  await input.trigger('keydown', { key: 'Enter' });
}

beforeEach(async () => {
  URL.createObjectURL = vi.fn(() => 'blob:x');
  URL.revokeObjectURL = vi.fn();
  const store = new UploadStore();
  for (const file of await store.list(1)) await store.remove(file.key);
  await store.close();
});

describe('ToCheckPage', () => {
  it('asks for what is missing alone, and keeps it when the row is left', async () => {
    const draft = receipt({
      number: null,
      total: null,
      vat: null,
      problems: [required('number'), required('total')],
      attachments: [],
    });
    let kept = draft;
    const { wrapper, server } = await openSite('/data-entry/to-check', {
      ...pictureRoutes,
      [list]: () => page(),
      [`GET ${one}`]: () => ({ body: kept }),
      [`PUT ${one}`]: (request) => {
        kept = receipt({ ...(request.body as object), version: 3, problems: [] });
        return { body: kept };
      },
      [`POST ${one}/submit`]: () => ({ body: receipt({ status: 'pending', version: 4 }) }),
    });
    const labels = wrapper.findAll('.fields label').map((label) => label.text());
    expect(labels).toEqual(['Număr', 'Total, lei', 'Cota TVA']);
    await type(wrapper, 'number', '101');
    expect(document.activeElement?.id).toBe('check-7-total');
    expect(server.to(`PUT ${one}`)).toHaveLength(0);
    await type(wrapper, 'total', '121');
    const rate = wrapper.get<HTMLSelectElement>('[id="check-7-vat_rate"]');
    await rate.setValue('21.00');
    await rate.trigger('keydown', { key: 'Enter' });
    await until(() => expect(server.to(`PUT ${one}`)).toHaveLength(1));
    expect(server.to(`PUT ${one}`)[0]?.body).toMatchObject({
      version: 2,
      number: '101',
      total: '121.00',
      vat: [{ rate: '21.00', base: '100.00', amount: '21.00' }],
      supplier_name: 'Papetăria Centrală SRL',
    });
    await flushPromises();
    expect(wrapper.get('.row').text()).toContain('nu mai lipsește nimic');
    await wrapper.get('.row .send').trigger('click');
    await flushPromises();
    expect(wrapper.get('.row').text()).toContain('trimis spre aprobare');
  });

  it('puts what was typed on top of what somebody else has changed', async () => {
    let version = 2;
    const { wrapper, server } = await openSite('/data-entry/to-check', {
      ...pictureRoutes,
      [list]: () => page([toCheckRow({ missing: ['number'] })]),
      [`GET ${one}`]: () => ({
        body: receipt({ version, description: version > 2 ? 'Hârtie' : null }),
      }),
      [`PUT ${one}`]: (request) => {
        const body = request.body as { version: number };
        if (body.version === 2) {
          version = 5;
          return { status: 409, body: { detail: 'x', code: 'version_conflict' } };
        }
        return { body: receipt({ ...body, version: 6 }) };
      },
    });
    await type(wrapper, 'number', '77');
    await until(() => expect(server.to(`PUT ${one}`)).toHaveLength(2));
    expect(server.to(`PUT ${one}`)[1]?.body).toMatchObject({
      version: 5,
      number: '77',
      description: 'Hârtie',
    });
  });

  it('takes a pile in the background, and shows which file was refused', async () => {
    const drafts: ReturnType<typeof toCheckRow>[] = [];
    let number = 0;
    const { wrapper, server } = await openSite('/data-entry/to-check', {
      ...pictureRoutes,
      [list]: () => page(drafts),
      [fromFile]: () => {
        number += 1;
        if (number === 2) return { status: 422, body: { detail: 'x', code: 'file_encrypted' } };
        const attachments = [attachment()] as unknown as ReturnType<typeof receipt>['attachments'];
        drafts.push(toCheckRow({ id: 100 + number }));
        return { status: 201, body: receipt({ id: 100 + number, attachments }) };
      },
    });
    expect(wrapper.text()).toContain('Nimic de verificat');
    const files = ['1.jpg', '2.pdf', '3.jpg'].map((name) => photo(name));
    await chooseFiles(wrapper.get<HTMLInputElement>('input.chooser').element, files);
    await until(() => expect(server.to(fromFile)).toHaveLength(3));
    const keys = server.to(fromFile).map((request) => request.headers.get('Idempotency-Key'));
    expect(new Set(keys).size).toBe(3);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9-]{8,64}$/);
    await until(() => expect(wrapper.find('.sending').text()).toContain('2.pdf'));
    expect(wrapper.get('.sending').text()).toContain('protejat cu parolă');
    await until(() => expect(wrapper.findAll('.row')).toHaveLength(2));
  });
});
