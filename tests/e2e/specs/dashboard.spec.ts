import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  onScreen,
  openInvoices,
  test,
} from '../support/test.ts';

interface Figures {
  cash: { total: string };
  clients: { open: string; overdue: string };
  vat: { collected: string; deductible: string; payable: string };
  revenue: string;
  profit: { month: string };
}

interface Dashboard extends Figures {
  period: { year: number; month: number; date_from: string; date_to: string };
  previous_month: Figures | null;
}

const card = (page: Page, title: string) =>
  page.locator('article, section.chart-card').filter({
    has: page.getByRole('heading', { name: title, exact: true }),
  });

async function openDashboard(page: Page, query: Record<string, string>): Promise<void> {
  await page.goto(`/reports/dashboard?${new URLSearchParams(query)}`);
  await expect(card(page, 'Disponibil').locator('.value')).toBeVisible();
  await expect(page.locator('.chart svg')).toHaveCount(3);
}

test('shows what the server says, compared with the month before', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company = await api.commonCompany();
  const expected = await api.get<Dashboard>(
    'demo',
    `/api/reports/dashboard?company_id=${company.id}`,
  );
  await openDashboard(page, { company_id: String(company.id) });
  // Without a month in the address, that of the books.
  await expect(page).toHaveURL(new RegExp(`date_from=${expected.period.date_from}`));
  await expect(card(page, 'Disponibil')).toContainText(onScreen(expected.cash.total));
  await expect(card(page, 'De încasat de la clienți')).toContainText(
    onScreen(expected.clients.open),
  );
  await expect(page.locator('.result')).toContainText(onScreen(expected.profit.month));
  await expect(
    card(page, 'Disponibil')
      .getByText(/față de \p{L}+ \d{4}/u)
      .first(),
  ).toBeAttached();

  await page.getByRole('button', { name: 'Luna anterioară' }).click();
  await expect(page).not.toHaveURL(new RegExp(`date_from=${expected.period.date_from}`));
  await expect(card(page, 'Disponibil')).toContainText(
    onScreen(expected.previous_month?.cash.total ?? '?'),
  );
  await page.goBack();
  await expect(card(page, 'Disponibil')).toContainText(onScreen(expected.cash.total));
});

test('leads from what clients owe to the invoices that add up to it, and back', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company = await api.commonCompany();
  const expected = await api.get<Dashboard>(
    'demo',
    `/api/reports/dashboard?company_id=${company.id}`,
  );
  await openDashboard(page, { company_id: String(company.id) });
  const clients = card(page, 'De încasat de la clienți');
  await clients.getByRole('link', { name: onScreen(expected.clients.open) }).click();
  await expect(page).toHaveURL(/\/reports\/invoices\?company_id=\d+&status=open$/);
  await expect(page.locator('tfoot')).toContainText(onScreen(expected.clients.open));
  await page.goBack();
  await expect(clients).toContainText(onScreen(expected.clients.open));
});

test('leads from VAT to the ledgers and from the result to the trial balance', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company = await api.commonCompany();
  await openDashboard(page, { company_id: String(company.id) });
  const href = (link: ReturnType<Page['locator']>) => link.getAttribute('href');
  const days = /company_id=\d+&date_from=\d{4}-\d\d-01&date_to=\d{4}-\d\d-\d\d$/;
  const vat = page.locator('article').filter({ hasText: 'Colectată (4427)' });
  expect(await href(vat.locator('dd a').nth(0))).toMatch(/^\/reports\/accounts\/4427\?/);
  expect(await href(vat.locator('dd a').nth(0))).toMatch(days);
  expect(await href(vat.locator('dd a').nth(1))).toMatch(/^\/reports\/accounts\/4426\?/);
  const result = page.locator('.result .value a');
  expect(await href(result.nth(0))).toMatch(/^\/reports\/trial-balance\?.*account_class=7$/);
  expect(await href(result.nth(1))).toMatch(/^\/reports\/trial-balance\?.*account_class=6$/);
});

test('gives every chart as a table with the same figures', async ({ page, api, signIn }) => {
  await signIn();
  const company = await api.commonCompany();
  const trends = await api.get<{ months: string[]; revenue: string[]; profit: string[] }>(
    'demo',
    `/api/reports/dashboard/trends?company_id=${company.id}&months=12`,
  );
  await openDashboard(page, { company_id: String(company.id) });
  const evolution = card(page, 'Evoluție');
  await evolution.getByRole('button', { name: 'Arată ca tabel: Evoluție' }).click();
  const rows = evolution.locator('tbody tr');
  await expect(rows).toHaveCount(trends.months.length);
  await expect(rows.first()).toContainText(onScreen(trends.revenue.at(-1) ?? '?'));
  await expect(rows.first()).toContainText(onScreen(trends.profit.at(-1) ?? '?'));
  await rows.last().getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`date_from=${trends.months[0]}-01`));
});

test('keeps standing when one card fails', async ({ page, api, signIn, faults }) => {
  faults.expectAnswer(/^answer: 503 \/api\/reports\/dashboard\/maturity/);
  await signIn();
  const company = await api.commonCompany();
  await page.route('**/api/reports/dashboard/maturity**', (route) =>
    route.fulfill({ status: 503, json: { detail: 'later' } }),
  );
  await page.goto(`/reports/dashboard?company_id=${company.id}`);
  await expect(card(page, 'Scadențe').getByRole('alert')).toBeVisible();
  await expect(card(page, 'Evoluție').locator('svg[baseProfile]')).toBeVisible();
  await page.unroute('**/api/reports/dashboard/maturity**');
  await card(page, 'Scadențe').getByRole('button', { name: 'Încearcă din nou' }).click();
  await expect(card(page, 'Scadențe').locator('svg[baseProfile]')).toBeVisible();
});

for (const width of [1440, 390]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is accessible at ${width} pixels, ${colorScheme}`, async ({ page, api, signIn }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await signIn();
      const company = await api.commonCompany();
      await openDashboard(page, { company_id: String(company.id) });
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      for (const toggle of await page.getByRole('button', { name: /^Arată ca tabel/ }).all()) {
        await toggle.click();
      }
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.goto('/reports/cache');
      await expect(page.getByRole('heading', { name: 'Setări' })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

test('exports the selection of the list as files', async ({ page, api, signIn }) => {
  await signIn();
  const company = await api.commonCompany();
  await openInvoices(page, { company_id: String(company.id), status: 'overdue' });
  for (const [name, begins] of [
    ['Excel', 'PK'],
    ['PDF', '%PDF-'],
    ['CSV', '\uFEFF'],
  ] as const) {
    await page.getByRole('button', { name: 'Exportă', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Exportă tot ce ai selectat' });
    await expectAccessible(page, '.p-popover');
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^facturi.*\.(xlsx|pdf|csv)$/);
    const content = await readFile(await file.path());
    expect(content.toString('utf8').startsWith(begins)).toBe(true);
    await expect(page.locator('.progress.done')).toContainText(file.suggestedFilename());
  }
});

test('keeps filters under a name, for this user alone', async ({ page, api, signIn }) => {
  await signIn('contabil');
  const company = await api.commonCompany();
  const query = { company_id: String(company.id), status: 'overdue', sort: 'balance' };
  await openInvoices(page, query);
  const name = `Restanțe mari ${Date.now()}`;
  const menu = page.getByRole('button', { name: 'Filtre salvate' });
  const panel = page.getByRole('dialog', { name: 'Filtre salvate' });
  await menu.click();
  await panel.getByLabel('Numele filtrelor de acum').fill(name);
  await panel.getByRole('button', { name: 'Salvează' }).click();
  await expect(panel.getByRole('status')).toContainText('a fost salvat');
  await expectAccessible(page, '.p-popover');

  await openInvoices(page, { company_id: String(company.id) });
  await menu.click();
  await panel.getByRole('button', { name: `Aplică ${name}` }).click();
  await expect(page).toHaveURL(/status=overdue&sort=balance/);

  await menu.click();
  await panel.getByRole('button', { name: `Șterge ${name}` }).click();
  await expect(panel.getByRole('button', { name: `Aplică ${name}` })).toHaveCount(0);
});

test('shows the cache to those who manage it, and to no others', async ({ page, signIn }) => {
  await signIn('demo');
  await page.goto('/reports/cache');
  await expect(page.getByText('Răspunsuri din memorie')).toBeVisible();
  await page.getByRole('button', { name: 'Golește', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('toate firmele');
  await page.getByRole('button', { name: 'Golește tot' }).click();
  await expect(page.getByText(/^Uitate: /)).toBeVisible();

  await signIn('viewer');
  await page.goto('/reports/cache');
  await expect(page.getByText('cache.manage')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Memoria rapoartelor' })).toHaveCount(0);
});
