import type { Page } from '@playwright/test';
import type { Api } from '../support/api.ts';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  onScreen,
  test,
} from '../support/test.ts';

/* Trial balance, ledgers, treasury, partner statement and accounting note, and the ways between. */

interface BalanceRow {
  account: string;
  name: string;
  synthetic: string;
  partner_id: number | null;
  period_debit: string;
  period_credit: string;
  closing_debit: string;
  closing_credit: string;
}
interface TrialBalance {
  period: { year: number; month: number; date_from: string; date_to: string };
  items: BalanceRow[];
  totals: Record<string, string>;
}
interface Entry {
  document_id: number;
  document: string;
  debit: string;
  credit: string;
  balance: string;
  partner_id: number | null;
  invoice_id: number | null;
}
interface Ledger {
  name: string;
  total: number;
  items: Entry[];
  totals: { opening: string; debit: string; credit: string; closing: string };
}
interface Calendar {
  items: { year: number; month: number }[];
}

const day = (iso: string) => iso.split('-').reverse().join('.');
const unsigned = (amount: string) => onScreen(amount.replace('-', ''));
const bookRows = (page: Page) => page.locator('tr.row');
const scrollTop = (page: Page) => page.evaluate(() => Math.round(window.scrollY));

function report<T>(api: Api, path: string, query: Record<string, string>): Promise<T> {
  return api.get<T>('demo', `/api/reports/${path}?${new URLSearchParams(query)}`);
}

/** The first and the last day of the company's books. */
async function span(api: Api, companyId: string): Promise<{ date_from: string; date_to: string }> {
  const { items } = await api.get<Calendar>('demo', `/api/calendar?company_id=${companyId}`);
  const [newest, oldest] = [items[0], items.at(-1)];
  const two = (value = 1) => String(value).padStart(2, '0');
  const last = new Date(newest?.year ?? 2025, newest?.month ?? 1, 0).getDate();
  return {
    date_from: `${oldest?.year}-${two(oldest?.month)}-01`,
    date_to: `${newest?.year}-${two(newest?.month)}-${two(last)}`,
  };
}

/** The account with the most operations among those that every company uses a lot. */
async function longestLedger(
  api: Api,
  companyId: string,
): Promise<{ account: string; days: Record<string, string>; total: number }> {
  const days = await span(api, companyId);
  let longest = { account: '', days, total: 0 };
  for (const account of ['4111', '401', '4427', '707', '371', '4426']) {
    const answer = await api.fetch(
      'demo',
      `/api/reports/trial-balance/accounts/${account}?${new URLSearchParams({
        company_id: companyId,
        ...days,
        page_size: '1',
      })}`,
    );
    if (answer.status() !== 200) continue;
    const { total } = (await answer.json()) as Ledger;
    if (total > longest.total) longest = { account, days, total };
  }
  expect(longest.total).toBeGreaterThan(400);
  return longest;
}

async function openBalance(page: Page, query: Record<string, string>): Promise<void> {
  await page.goto(`/reports/trial-balance?${new URLSearchParams(query)}`);
  await expect(bookRows(page).first()).toBeVisible();
}

test('the trial balance shows what the server answers, and that it balances', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company_id = String((await api.commonCompany()).id);
  const expected = await report<TrialBalance>(api, 'trial-balance', { company_id });
  await openBalance(page, { company_id });
  await expect(page.getByRole('status').filter({ hasText: /cont/ })).toContainText(
    String(expected.items.length),
  );
  for (const row of expected.items.slice(0, 8)) {
    const line = page.locator(`tr[data-account="${row.account}"]`);
    await expect(line).toContainText(row.name);
    for (const key of ['period_debit', 'period_credit', 'closing_debit', 'closing_credit'] as const)
      if (row[key] !== '0.00') await expect(line).toContainText(onScreen(row[key]));
  }
  for (const total of Object.values(expected.totals))
    await expect(page.locator('tfoot')).toContainText(onScreen(total));
  await expect(page.locator('tfoot').getByText('debit = credit')).toHaveCount(4);
});

test('walks from the balance to an accounting note and back, each place as it was left', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company_id = String((await api.commonCompany()).id);
  const analytic = await report<TrialBalance>(api, 'trial-balance', {
    company_id,
    level: 'analytic',
  });
  const moved = (row: BalanceRow) => row.period_debit !== '0.00' || row.period_credit !== '0.00';
  const children = analytic.items.filter((row) => row.synthetic === '4111' && moved(row));
  const child = children[0];
  expect(child, 'a client with operations in the current month').toBeDefined();

  await openBalance(page, { company_id });
  await page.getByRole('button', { name: 'Arată analiticele contului 4111' }).click();
  await expect(page).toHaveURL(/toggled=4111/);
  const row = page.locator(`tr[data-account="${child?.account}"]`);
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 200);
      return row.count();
    })
    .toBe(1);
  await row.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const balanceTop = await scrollTop(page);
  await row.getByRole('link').first().click();

  await expect(page).toHaveURL(new RegExp(`/reports/accounts/${child?.account}\\?`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(child?.account ?? '?');
  const { date_from, date_to } = analytic.period;
  const ledger = await report<Ledger>(api, `trial-balance/accounts/${child?.account}`, {
    company_id,
    date_from,
    date_to,
  });
  await expect(page.locator('tfoot')).toContainText(onScreen(ledger.totals.debit));
  await expect(page.locator('tfoot')).toContainText(unsigned(ledger.totals.closing));
  await expect(page.locator('tr.edge')).toContainText(day(date_from));

  await bookRows(page).first().getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`/reports/documents/${ledger.items[0]?.document_id}\\?`));
  await expect(page.locator('.note')).toContainText(child?.account ?? '?');

  await page.goBack();
  await expect(bookRows(page).first()).toBeVisible();
  await page.goBack();
  await expect(row).toBeVisible();
  await expect.poll(() => scrollTop(page)).toBe(balanceTop);
});

test('scrolls through a long ledger and holds only the rows in sight', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company_id = String((await api.commonCompany()).id);
  const { account, days, total } = await longestLedger(api, company_id);
  const address = `/reports/accounts/${account}?${new URLSearchParams({ company_id, ...days })}`;
  await page.goto(address);
  await expect(page.locator('table')).toHaveAttribute('aria-rowcount', String(total + 3));
  expect(await bookRows(page).count()).toBeLessThan(100);

  const size = 200;
  const lastPage = await report<Ledger>(api, `trial-balance/accounts/${account}`, {
    company_id,
    ...days,
    page: String(Math.ceil(total / size)),
    page_size: String(size),
  });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/trial-balance/accounts/')) asked.push(request.url());
  });
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const last = page.locator(`tr[data-index="${total - 1}"]`);
  await expect(last).toContainText(unsigned(lastPage.items.at(-1)?.balance ?? '?'));
  // What was jumped over was not asked for.
  expect(asked.length).toBeLessThanOrEqual(2);
  expect(await bookRows(page).count()).toBeLessThan(100);
  await expect(page.locator('thead th').first()).toBeInViewport();
  await expect(page.locator('tfoot th').first()).toBeInViewport();

  // The place is found again after looking at a document.
  await page.evaluate(() => window.scrollBy(0, -3000));
  const top = await scrollTop(page);
  await expect(page.locator('tr.waiting')).toHaveCount(0);
  let index: string | undefined;
  await expect
    .poll(async () => {
      index = await page.evaluate(
        () => document.elementFromPoint(700, 450)?.closest('tr')?.dataset.index,
      );
      return index;
    })
    .toBeDefined();
  await page.locator(`tr[data-index="${index}"]`).getByRole('link').first().click();
  await expect(page.locator('.note')).toBeVisible();
  await page.goBack();
  await expect.poll(() => scrollTop(page)).toBe(top);
  await expect(page.locator('tr.waiting')).toHaveCount(0);
});

test('goes through a long ledger with the keyboard alone', async ({ page, api, signIn }) => {
  await signIn();
  const company_id = String((await api.commonCompany()).id);
  const { account, days, total } = await longestLedger(api, company_id);
  await page.goto(`/reports/accounts/${account}?${new URLSearchParams({ company_id, ...days })}`);
  const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.row);
  await page.locator('[data-row="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('1');
  await page.keyboard.press('PageDown');
  await expect.poll(async () => Number(await focused())).toBeGreaterThan(5);
  await page.keyboard.press('End');
  await expect.poll(focused).toBe(String(total - 1));
  await page.keyboard.press('Home');
  await expect.poll(focused).toBe('0');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/reports\/documents\/\d+\?/);
});

test('finds accounts without regard to diacritics, and narrows to a class', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company_id = String((await api.commonCompany()).id);
  const { items } = await report<TrialBalance>(api, 'trial-balance', { company_id });
  const accented = items.find((row) => /[șțăâî]/i.test(row.name));
  expect(accented).toBeDefined();
  const plain = (accented?.name ?? '').normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  await openBalance(page, { company_id });
  await page.keyboard.press('/');
  await page.keyboard.type(plain.toUpperCase());
  await expect(page.locator(`tr[data-account="${accented?.account}"]`)).toBeVisible();
  await expect(page).toHaveURL(/search=/);
  await page.getByRole('button', { name: 'Șterge căutarea' }).click();

  await page.getByRole('combobox', { name: 'Clasa' }).click();
  await page.getByRole('option', { name: /^5/ }).click();
  await expect(page).toHaveURL(/account_class=5/);
  const ofClass = items.filter((row) => row.account.startsWith('5'));
  await expect(bookRows(page)).toHaveCount(ofClass.length);
  await expect(page.locator('tfoot')).toContainText('Total clasa 5');
});

test('steps to the month before, and back', async ({ page, api, signIn }) => {
  await signIn();
  const company_id = String((await api.commonCompany()).id);
  const now = await report<TrialBalance>(api, 'trial-balance', { company_id });
  await openBalance(page, { company_id });
  await page.getByRole('button', { name: 'Luna anterioară' }).click();
  const { year, month } = now.period;
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  await expect(page).toHaveURL(new RegExp(`year=${before.year}&month=${before.month}`));
  const earlier = await report<TrialBalance>(api, 'trial-balance', {
    company_id,
    year: String(before.year),
    month: String(before.month),
  });
  await expect(page.locator('tfoot')).toContainText(onScreen(earlier.totals.total_debit ?? '?'));
  await page.goBack();
  await expect(page.locator('tfoot')).toContainText(onScreen(now.totals.total_debit ?? '?'));
});

test('the treasury leads to a register whose balance it shows', async ({ page, api, signIn }) => {
  await signIn();
  const company_id = String((await api.commonCompany()).id);
  const days = await span(api, company_id);
  const treasury = await report<{
    items: { account: string; closing: string; operations: number }[];
    totals: Record<string, string>;
  }>(api, 'treasury/accounts', { company_id, ...days });
  const busiest = [...treasury.items].sort((a, b) => b.operations - a.operations)[0];
  expect(busiest).toBeDefined();

  await page.goto(`/reports/treasury?${new URLSearchParams({ company_id, ...days })}`);
  await expect(page.locator('tfoot')).toContainText(onScreen(treasury.totals.closing ?? '?'));
  await page.locator('tbody').getByRole('link', { name: busiest?.account }).first().click();
  await expect(page).toHaveURL(new RegExp(`/reports/treasury/${busiest?.account}\\?`));
  await expect(page.locator('tfoot')).toContainText(onScreen(busiest?.closing ?? '?'));
  await expect(bookRows(page).first()).toBeVisible();
  await page.getByRole('link', { name: 'Fișa contului' }).click();
  await expect(page).toHaveURL(new RegExp(`/reports/accounts/${busiest?.account}\\?`));
  await expect(page.locator('tfoot')).toContainText(unsigned(busiest?.closing ?? '?'));
});

test('an invoice leads to its accounting note, its accounts and its partner', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company = await api.commonCompany();
  const { items } = await api.invoices(company.id, { status: 'open' });
  const invoice = items[0];
  await page.goto(`/reports/invoices/${invoice?.id}?company_id=${company.id}`);
  const journal = page.getByRole('table', { name: 'Notă contabilă' });
  await journal.locator('tbody tr').first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/reports\/documents\/\d+\?/);
  await expect(page.locator('.note')).toContainText(invoice?.partner_name ?? '?');
  await page.getByRole('link', { name: /^Vezi factura|^Factura 1/ }).click();
  await expect(page).toHaveURL(new RegExp(`/reports/invoices/${invoice?.id}\\?`));

  const drawer = page.locator('.invoice-drawer');
  await drawer.getByRole('link', { name: invoice?.partner_name }).first().click();
  await expect(page).toHaveURL(/\/reports\/partners\/\d+\?/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(invoice?.partner_name ?? '?');
  await page.getByRole('link', { name: 'De încasat' }).click();
  await expect(page).toHaveURL(/\/reports\/invoices\?.*partner_id=\d+.*status=open/);
  await expect(page.locator('[data-row]').first()).toBeVisible();
});

test('says what does not exist', async ({ page, api, signIn, faults }) => {
  faults.expectAnswer(/^answer: 404 /);
  await signIn();
  const company_id = String((await api.commonCompany()).id);
  const expectations: [string, string][] = [
    ['accounts/99999', 'Contul 99999 nu există'],
    ['treasury/707', '707 nu este un cont de trezorerie'],
    ['partners/999999999', 'Partenerul nu există'],
    ['documents/999999999', 'Nota contabilă nu există'],
  ];
  for (const [path, text] of expectations) {
    await page.goto(`/reports/${path}?company_id=${company_id}`);
    await expect(page.getByRole('alert')).toContainText(text);
  }
});

test('is printed without what only a screen needs', async ({ page, api, signIn }) => {
  await signIn();
  const company = await api.commonCompany();
  await openBalance(page, { company_id: String(company.id) });
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.rail')).toBeHidden();
  await expect(page.locator('.bar')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Tipărește' })).toBeHidden();
  await expect(page.locator('.on-paper').first()).toContainText(company.name);
});

for (const width of [1440, 390]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the books are accessible at ${width} pixels, ${colorScheme}`, async ({
      page,
      api,
      signIn,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await signIn();
      const company_id = String((await api.commonCompany()).id);
      const days = await span(api, company_id);
      const ledger = await report<Ledger>(api, 'trial-balance/accounts/4111', {
        company_id,
        ...days,
      });
      const partner = ledger.items.find((entry) => entry.partner_id !== null)?.partner_id;
      const query = new URLSearchParams({ company_id, ...days });
      const addresses = [
        `/reports/trial-balance?company_id=${company_id}&level=analytic`,
        `/reports/accounts/4111?${query}`,
        `/reports/treasury?${query}`,
        `/reports/partners/${partner}?${query}`,
        `/reports/documents/${ledger.items[0]?.document_id}?company_id=${company_id}`,
      ];
      for (const address of addresses) {
        await page.goto(address);
        await expect(page.locator('main a[href*="/reports/"]').first()).toBeVisible();
        await expect(page.locator('main [role="status"][aria-label]')).toHaveCount(0);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      }
    });
  }
}

test('the trial balance fits every width', async ({ page, api, signIn }) => {
  await signIn();
  const company_id = String((await api.commonCompany()).id);
  await openBalance(page, { company_id });
  for (const width of [320, 390, 600, 768, 1024, 1099, 1100, 1280, 1366, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(bookRows(page).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    // Amounts are never cut off: each has the room it needs.
    await expect
      .poll(() =>
        page
          .locator('tbody td.number, tfoot td.number')
          .evaluateAll((cells) => cells.filter((x) => x.scrollWidth > x.clientWidth).length),
      )
      .toBe(0);
  }
});
