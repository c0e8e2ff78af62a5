import { flushPromises } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RouterView } from 'vue-router';
import { addModuleMessages } from '@/shared/i18n';
import { sessionKeeper } from '@/shared/session/sessionKeeper';
import type { User } from '@/shared/api/types';
import { useCompanyStore } from '@/shared/context/companyStore';
import { fakeServer, type FakeAnswer, type FakeRequest } from '@/shared/testing/fakeServer';
import { mountPage } from '@/shared/testing/mountPage';
import type { ChartOption } from '@/shared/charts/chartOption';
import { reportsRoutes } from '../index';
import en from '../locales/en';
import ro from '../locales/ro';
import { cashFlow, dashboard, maturity, topPartners, trends } from '../testing/dashboard';

addModuleMessages('ro', 'reports', ro);
addModuleMessages('en', 'reports', en);

type Click = (click: { seriesIndex: number; dataIndex: number }) => void;

/** Stands in for the drawing program, which needs a real browser: what it was told, and its clicks. */
const drawn = vi.hoisted(() => ({
  charts: [] as { option: unknown; click: unknown }[],
  broken: false,
}));
vi.mock('@/shared/charts/echarts', () => ({
  init: () => {
    if (drawn.broken) throw new Error('no drawing here');
    const chart = { option: null as unknown, click: null as unknown };
    drawn.charts.push(chart);
    return {
      setOption: (option: unknown) => (chart.option = option),
      on: (_: string, click: unknown) => (chart.click = click),
      resize: vi.fn(),
      dispose: vi.fn(),
    };
  },
}));

const company = { id: 3, name: 'Comerț Carpatic SRL', is_default: true };
const calendar = {
  items: [11, 10, 9].map((month) => ({ year: 2025, month, closed: month < 11 })),
  current: { year: 2025, month: 11 },
};
const november = '/reports/dashboard?company_id=3&date_from=2025-11-01&date_to=2025-11-30';

type Handlers = Record<string, (request: FakeRequest) => FakeAnswer>;

async function setUp(at = november, handlers: Handlers = {}) {
  const base = '/api/reports/dashboard';
  const server = fakeServer({
    'GET /api/companies': () => ({ body: { items: [company] } }),
    'GET /api/calendar': () => ({ body: calendar }),
    [`GET ${base}`]: () => ({
      body: dashboard(),
      headers: { 'X-Data-As-Of': '2025-11-24T08:30:00Z' },
    }),
    [`GET ${base}/trends`]: () => ({ body: trends() }),
    [`GET ${base}/maturity`]: () => ({ body: maturity() }),
    [`GET ${base}/cash-flow`]: () => ({ body: cashFlow() }),
    [`GET ${base}/top-partners`]: () => ({ body: topPartners() }),
    ...handlers,
  });
  vi.stubGlobal('fetch', server.fetcher);
  const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 900 };
  sessionKeeper.signedIn(tokens, { id: 1 } as User);
  const other = { path: '/:any(.*)*', component: { template: '<div />' } };
  const mounted = await mountPage(RouterView, {
    at,
    routes: [...reportsRoutes.filter((route) => route.name === 'dashboard'), other],
    prepare: () => useCompanyStore().load(),
  });
  await vi.waitFor(() => expect(drawn.charts.length + Number(drawn.broken)).toBeGreaterThan(0));
  await flushPromises();
  const asked = (name: string) =>
    Object.fromEntries(server.to(`GET ${base}${name}`).at(-1)?.query ?? []);
  const card = (title: string) =>
    mounted.wrapper
      .findAll('article, section.chart-card')
      .find((part) => part.text().startsWith(title))!;
  return { ...mounted, server, asked, card };
}

const address = (router: Awaited<ReturnType<typeof setUp>>['router']) =>
  decodeURIComponent(router.currentRoute.value.fullPath);

beforeEach(() => {
  drawn.charts.length = 0;
  drawn.broken = false;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      disconnect = vi.fn();
    },
  );
});

describe('DashboardPage', () => {
  it('shows the figures of the month and how they have moved', async () => {
    const { card, wrapper } = await setUp();
    const cash = card('Disponibil');
    expect(cash.text()).toContain('100.000,00');
    expect(cash.text()).toContain('a crescut cu 20.000,00 lei (25,0%) față de octombrie 2025');
    expect(cash.text()).toContain('fără date pentru noiembrie 2024');
    expect(cash.get('.parts').text()).toContain('90.000,00');
    expect(card('De încasat de la clienți').text()).toContain('21 de facturi neachitate');
    expect(card('TVA de plată').text()).toContain('6.000,00');
    expect(wrapper.get('[role="status"]').text()).toBe('Noiembrie 2025 · lună deschisă');
    expect(wrapper.text()).toContain('aceleași luni din 2024: 200.000,00');
    expect(wrapper.find('time').attributes('datetime')).toBe('2025-11-24T08:30:00Z');
  });

  it('calls VAT and result by the name of their sign', async () => {
    const { wrapper } = await setUp(november, {
      'GET /api/reports/dashboard': () => ({
        body: dashboard({
          vat: { collected: '10.00', deductible: '30.00', payable: '-20.00' },
          profit: { month: '-5.00', year: '1.00', previous_year: '0.00' },
        }),
      }),
    });
    expect(wrapper.text()).toContain('TVA de recuperat');
    expect(wrapper.text()).toContain('Pierdere');
  });

  it('leads from every figure to what it is made of', async () => {
    const { wrapper } = await setUp();
    const links = wrapper
      .findAll('.figures a')
      .map((link) => decodeURIComponent(link.attributes('href') ?? ''));
    const days = 'date_from=2025-11-01&date_to=2025-11-30';
    expect(links).toEqual([
      `/reports/treasury?company_id=3&${days}`,
      `/reports/treasury?company_id=3&${days}`,
      `/reports/treasury?company_id=3&${days}`,
      '/reports/invoices?company_id=3&status=open',
      '/reports/invoices?company_id=3&status=overdue',
      '/reports/invoices?company_id=3&partner_type=suppliers&status=open',
      '/reports/invoices?company_id=3&partner_type=suppliers&status=overdue',
      '/reports/trial-balance?company_id=3&year=2025&month=11&account_class=4',
      `/reports/accounts/4427?company_id=3&${days}`,
      `/reports/accounts/4426?company_id=3&${days}`,
      '/reports/trial-balance?company_id=3&year=2025&month=11&account_class=7',
      '/reports/trial-balance?company_id=3&year=2025&month=11&account_class=6',
      '/reports/trial-balance?company_id=3&year=2025&month=11',
    ]);
  });

  it('leads from an earlier month to the ledger: open invoices are those of today', async () => {
    const { card } = await setUp(
      '/reports/dashboard?company_id=3&date_from=2025-10-01&date_to=2025-10-31',
      {
        'GET /api/reports/dashboard': () => ({
          body: dashboard({
            period: {
              year: 2025,
              month: 10,
              closed: true,
              date_from: '2025-10-01',
              date_to: '2025-10-31',
            },
          }),
        }),
      },
    );
    const links = card('De încasat de la clienți').findAll('a');
    expect(links.map((link) => link.attributes('href'))).toEqual([
      '/reports/accounts/4111?company_id=3&date_from=2025-10-01&date_to=2025-10-31',
    ]);
  });

  it('asks for the month in the address', async () => {
    const { asked, router } = await setUp();
    expect(asked('')).toEqual({ company_id: '3', year: '2025', month: '11' });
    expect(asked('/trends')).toMatchObject({ year: '2025', month: '11', months: '12' });
    await router.push('/reports/dashboard?company_id=3&date_from=2025-10-01&date_to=2025-10-31');
    await flushPromises();
    expect(asked('')).toMatchObject({ month: '10' });
    expect(asked('/top-partners')).toMatchObject({ month: '10' });
  });

  it.each([
    ['', 11],
    ['&date_from=2025-01-01&date_to=2025-12-31', 11],
    ['&date_from=2025-09-03&date_to=2025-10-15', 10],
  ])('takes a month out of the range "%s"', async (range, month) => {
    const { asked, router, server } = await setUp(`/reports/dashboard?company_id=3${range}`);
    expect(asked('')).toMatchObject({ year: '2025', month: String(month) });
    expect(server.to('GET /api/reports/dashboard')).toHaveLength(1);
    expect(router.currentRoute.value.query.date_from).toBe(`2025-${month}-01`);
  });

  it('steps through the months that the books have', async () => {
    const { wrapper, router } = await setUp();
    const step = (name: string) => wrapper.get<HTMLButtonElement>(`[aria-label="${name}"]`);
    expect(step('Luna următoare').element.disabled).toBe(true);
    await step('Luna anterioară').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query.date_to).toBe('2025-10-31');
  });

  it('draws the months, and a click on one opens its dashboard', async () => {
    const { router } = await setUp();
    const [chart] = drawn.charts;
    const { series } = chart!.option as ChartOption;
    const drawnData = (series as { data: unknown }[]).map((item) => item.data);
    expect(drawnData).toEqual([
      [90000, 100000],
      [85000.5, 80000],
      [4999.5, 20000],
    ]);
    (chart!.click as Click)({ seriesIndex: 0, dataIndex: 0 });
    await flushPromises();
    expect(router.currentRoute.value.query.date_from).toBe('2025-10-01');
  });

  it('leads from a bar of the ageing to the invoices of those due dates', async () => {
    const { router } = await setUp();
    await vi.waitFor(() => expect(drawn.charts).toHaveLength(3));
    (drawn.charts[1]!.click as Click)({ seriesIndex: 0, dataIndex: 1 });
    await flushPromises();
    expect(address(router)).toBe(
      '/reports/invoices?company_id=3&status=open&due_from=2025-10-25&due_to=2025-11-23',
    );
  });

  it('leads from a week of the cash flow to what is still due in it', async () => {
    const { router } = await setUp();
    await vi.waitFor(() => expect(drawn.charts).toHaveLength(3));
    (drawn.charts[2]!.click as Click)({ seriesIndex: 1, dataIndex: 0 });
    await flushPromises();
    expect(address(router)).toBe(
      '/reports/invoices?company_id=3&partner_type=suppliers&status=open' +
        '&due_from=2025-11-26&due_to=2025-11-30',
    );
  });

  it('gives every chart as a table: always to listeners, with links in its place', async () => {
    const { card } = await setUp();
    const trendsCard = card('Evoluție');
    expect(trendsCard.get('.chart').attributes('aria-hidden')).toBe('true');
    const hidden = trendsCard.get('.visually-hidden table');
    expect(hidden.text()).toContain('85.000,50');
    expect(hidden.findAll('a')).toHaveLength(0);

    const toggle = trendsCard.get('button[aria-pressed="false"]');
    await toggle.trigger('click');
    expect(trendsCard.find('.chart').exists()).toBe(false);
    expect(trendsCard.findAll('tbody tr').map((row) => row.text())).toEqual([
      expect.stringContaining('nov. 2025'),
      expect.stringContaining('oct. 2025'),
    ]);
    expect(trendsCard.findAll('tbody a')).toHaveLength(2);
    expect(toggle.attributes('aria-pressed')).toBe('true');
  });

  it('switches between clients and suppliers in the address', async () => {
    const { card, router, asked } = await setUp();
    await card('Scadențe').get('input[value="suppliers"]').setValue();
    await flushPromises();
    expect(router.currentRoute.value.query.maturity).toBe('suppliers');
    expect(asked('/maturity')).toMatchObject({ partner_type: 'suppliers' });
  });

  it('does not let one broken card take the others down', async () => {
    let broken = true;
    const { card } = await setUp(november, {
      'GET /api/reports/dashboard/maturity': () =>
        broken ? { status: 503, body: { detail: 'x' } } : { body: maturity() },
    });
    expect(card('Disponibil').text()).toContain('100.000,00');
    expect(card('Evoluție').find('.chart').exists()).toBe(true);
    const alert = card('Scadențe').get('[role="alert"]');
    expect(alert.text()).toContain('Scadențele nu au putut fi încărcate');
    broken = false;
    await alert.get('button').trigger('click');
    await flushPromises();
    expect(card('Scadențe').find('.chart').exists()).toBe(true);
  });

  it('says that there is nothing, where there is nothing', async () => {
    const { card } = await setUp(november, {
      'GET /api/reports/dashboard/maturity': () => ({
        body: maturity({ total: '0.00', invoices: 0 }),
      }),
      'GET /api/reports/dashboard/top-partners': () => ({
        body: topPartners({ items: [], others_net: '0.00', total_net: '0.00' }),
      }),
    });
    expect(card('Scadențe').text()).toContain('Nicio factură neachitată');
    expect(card('Cei mai mari parteneri').text()).toContain('Nicio factură în aceste luni');
  });

  it('shows the tables where the drawing program cannot be had', async () => {
    drawn.broken = true;
    const { card } = await setUp();
    await vi.waitFor(() => expect(card('Evoluție').text()).toContain('nu a putut fi desenat'));
    expect(card('Evoluție').findAll('tbody a')).toHaveLength(2);
  });

  it('reads everything anew on demand', async () => {
    const { wrapper, server } = await setUp();
    await wrapper.get('[aria-label="Citește din nou"]').trigger('click');
    await flushPromises();
    for (const name of ['', '/trends', '/maturity', '/cash-flow', '/top-partners']) {
      expect([name, server.to(`GET /api/reports/dashboard${name}`).length]).toEqual([name, 2]);
    }
  });
});
