import { flushPromises } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addModuleMessages } from '@/shared/i18n';
import { sessionKeeper } from '@/shared/session/sessionKeeper';
import type { User } from '@/shared/api/types';
import { mountPage } from '@/shared/testing/mountPage';
import ro from '../locales/ro';
import ExportMenu from './ExportMenu.vue';

addModuleMessages('ro', 'reports', ro);

/** A file that comes piece by piece, as far as the test lets it. */
function slowFile() {
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => void (stream = controller),
  });
  const headers = {
    'Content-Type': 'text/csv',
    'Content-Disposition': `attachment; filename="facturi.csv"; filename*=UTF-8''facturi-clien%C8%9Bi.csv`,
  };
  return {
    response: new Response(body, { headers }),
    send: (bytes: number) => stream?.enqueue(new Uint8Array(bytes)),
    end: () => stream?.close(),
    cut: (reason: unknown) => stream?.error(reason),
  };
}

async function setUp(answer: (url: URL, signal: AbortSignal) => Response | Promise<Response>) {
  const asked: URL[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const url = new URL(input, 'http://localhost');
    asked.push(url);
    expect(new Headers(init.headers).get('Authorization')).toBe('Bearer a');
    return answer(url, init.signal as AbortSignal);
  });
  const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 900 };
  sessionKeeper.signedIn(tokens, { id: 1 } as User);
  const { wrapper } = await mountPage(ExportMenu, {
    props: {
      path: '/api/reports/invoices/export',
      query: { company_id: 3, status: 'overdue', search: '' },
    },
  });
  const choose = async (name: string) => {
    await wrapper.get('.trigger').trigger('click');
    await flushPromises();
    const choices = [...document.querySelectorAll<HTMLElement>('.p-popover .choice')];
    choices.find((choice) => choice.textContent.includes(name))?.click();
    await flushPromises();
  };
  return { wrapper, asked, choose, progress: () => wrapper.get('.progress').text() };
}

const saved: { name: string; content: Blob }[] = [];

beforeEach(() => {
  saved.length = 0;
  let last: Blob | null = null;
  URL.createObjectURL = vi.fn((blob: Blob) => {
    last = blob;
    return 'blob:x';
  }) as typeof URL.createObjectURL;
  URL.revokeObjectURL = vi.fn();
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, content: last! });
  });
});

describe('ExportMenu', () => {
  it('asks for the selection in the chosen format and saves the file under its own name', async () => {
    const file = slowFile();
    const { choose, asked, progress } = await setUp(() => file.response);
    await choose('CSV');
    expect(Object.fromEntries(asked[0]!.searchParams)).toEqual({
      company_id: '3',
      status: 'overdue',
      format: 'csv',
      language: 'ro',
      separator: 'semicolon',
      bom: 'true',
    });
    expect(progress()).toContain('Se pregătește CSV');
    file.send(2048);
    await flushPromises();
    expect(progress()).toContain('2 KB');
    file.send(1024);
    file.end();
    await vi.waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]?.name).toBe('facturi-clienți.csv');
    expect(saved[0]?.content.size).toBe(3072);
    await flushPromises();
    expect(progress()).toContain('facturi-clienți.csv a fost descărcat');
  });

  it('asks for CSV as it is wanted, and for Excel without the ways of CSV', async () => {
    const { wrapper, choose, asked } = await setUp(() => new Response('x'));
    await wrapper.get('.trigger').trigger('click');
    await flushPromises();
    const panel = document.querySelector('.p-popover')!;
    panel.querySelector<HTMLElement>('input[value="comma"]')!.click();
    panel.querySelector<HTMLElement>('input[type="checkbox"]')!.click();
    await flushPromises();
    panel.querySelectorAll<HTMLElement>('.choice')[2]!.click();
    await flushPromises();
    expect(Object.fromEntries(asked[0]!.searchParams)).toMatchObject({
      separator: 'comma',
      bom: 'false',
    });
    await vi.waitFor(() => expect(saved).toHaveLength(1));
    await flushPromises();
    await choose('Excel');
    expect(asked[1]!.searchParams.get('format')).toBe('xlsx');
    expect(asked[1]!.searchParams.has('separator')).toBe(false);
  });

  it('is called off: the request ends and nothing is saved', async () => {
    const file = slowFile();
    const { wrapper, choose, progress } = await setUp((_, signal) => {
      signal.addEventListener('abort', () => file.cut(signal.reason));
      return file.response;
    });
    await choose('PDF');
    file.send(100);
    await flushPromises();
    await wrapper.get('[aria-label="Oprește exportul"]').trigger('click');
    await vi.waitFor(() => expect(progress()).toContain('Exportul a fost oprit'));
    expect(saved).toEqual([]);
    expect(wrapper.get('.trigger').attributes('disabled')).toBeUndefined();
  });

  it('ends with the page', async () => {
    let signal: AbortSignal | null = null;
    const { wrapper, choose } = await setUp((_, own) => {
      signal = own;
      return slowFile().response;
    });
    await choose('PDF');
    expect(signal!.aborted).toBe(false);
    wrapper.unmount();
    expect(signal!.aborted).toBe(true);
  });

  it('says why it was refused', async () => {
    const { wrapper, choose } = await setUp(
      () => new Response(JSON.stringify({ detail: 'disk full' }), { status: 503 }),
    );
    await choose('Excel');
    const alert = wrapper.get('[role="alert"]');
    expect(alert.text()).toContain('Exportul nu a reușit');
    await alert.get('[aria-label="Închide"]').trigger('click');
    expect(wrapper.find('.progress').exists()).toBe(false);
  });

  it('takes a file that breaks off for a failure, not for a file', async () => {
    const file = slowFile();
    const { wrapper, choose } = await setUp(() => file.response);
    await choose('Excel');
    file.send(100);
    await flushPromises();
    file.cut(new TypeError('network error'));
    await vi.waitFor(() => expect(wrapper.find('[role="alert"]').exists()).toBe(true));
    expect(saved).toEqual([]);
  });
});
