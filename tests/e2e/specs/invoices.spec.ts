import { expect, onScreen, openInvoices, rows, test } from '../support/test.ts';

const day = (iso: string) => iso.split('-').reverse().join('.');

test('shows what the server answers for the same filters', async ({ page, api, signIn }) => {
  await signIn();
  const company = await api.commonCompany();
  const filters = {
    partner_type: 'suppliers',
    status: 'paid',
    date_from: '2025-01-01',
    date_to: '2025-06-30',
    min_amount: '500.00',
    sort: 'total',
    order: 'asc',
    page_size: '25',
  };
  const expected = await api.invoices(company.id, filters);
  expect(expected.total).toBeGreaterThan(0);

  await openInvoices(page, { company_id: String(company.id), ...filters });
  await expect(rows(page)).toHaveCount(expected.items.length);
  const shown = await page
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())),
    );
  expect(
    shown.map((cells) => [cells[0], cells[1], cells[3]?.split('\n')[0], cells[6], cells[7]]),
  ).toEqual(
    expected.items.map((item) => [
      `${item.series} ${item.number}`,
      day(item.date),
      item.partner_name,
      onScreen(item.total),
      onScreen(item.balance),
    ]),
  );
  const totals = page.locator('tfoot');
  for (const key of ['net', 'vat', 'total', 'balance'] as const) {
    await expect(totals).toContainText(onScreen(expected.totals[key]));
  }
});

test('searches without regard to case and diacritics', async ({ page, api, signIn }) => {
  await signIn();
  const company = await api.commonCompany();
  const all = await api.invoices(company.id, { page_size: '500' });
  const accented = all.items.find((item) => /[șțăâîȘȚĂÂÎ]/.test(item.partner_name));
  expect(accented).toBeDefined();
  const plain = (accented?.partner_name ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase();

  await openInvoices(page, { company_id: String(company.id) });
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  await search.pressSequentially(plain, { delay: 15 });
  await expect(page).toHaveURL(/search=/);
  const expected = await api.invoices(company.id, { search: plain });
  expect(expected.total).toBeGreaterThan(0);
  await expect(rows(page)).toHaveCount(expected.items.length);
  await expect(page.locator('tbody tr').first()).toContainText(accented?.partner_name ?? '?');
});

test('keeps every filter in the address, and goes back step by step', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company = await api.commonCompany();
  await openInvoices(page, { company_id: String(company.id) });
  await page.getByText('Furnizori').click();
  await expect(page).toHaveURL(/partner_type=suppliers/);
  await page.getByText('Achitate', { exact: true }).click();
  await expect(page).toHaveURL(/status=paid/);
  await page.getByRole('button', { name: /^Filtre(?! salvate)/ }).click();
  await page.getByLabel('Minim').fill('1.000,50');
  await page.getByLabel('Minim').press('Enter');
  await expect(page).toHaveURL(/min_amount=1000\.50/);
  await page.getByRole('columnheader', { name: 'Total' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=total/);

  // The address says it all: in another window, the same list.
  const expected = await api.invoices(company.id, {
    partner_type: 'suppliers',
    status: 'paid',
    min_amount: '1000.50',
    sort: 'total',
  });
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(rows(other)).toHaveCount(expected.items.length);
  await expect(rows(other).first()).toHaveText(
    `${expected.items[0]?.series} ${expected.items[0]?.number}`,
  );
  await other.close();

  await page.goBack();
  await expect(page).not.toHaveURL(/sort=total/);
  await page.goBack();
  await expect(page).not.toHaveURL(/min_amount/);
  await expect(page.getByLabel('Minim')).toHaveValue('');
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'Toate' })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'Clienți' })).toBeChecked();
});

test('pages through the list', async ({ page, api, signIn }) => {
  await signIn();
  const company = await api.commonCompany();
  const second = await api.invoices(company.id, { page: '2', page_size: '25' });
  expect(second.total).toBeGreaterThan(50);
  await openInvoices(page, { company_id: String(company.id), page_size: '25' });
  await page.getByRole('button', { name: 'Pagina următoare' }).click();
  await expect(page).toHaveURL(/page=2/);
  const first = second.items[0];
  await expect(rows(page).first()).toHaveText(`${first?.series} ${first?.number}`);
  await page.getByRole('button', { name: 'Ultima pagină' }).click();
  await expect(page.getByRole('button', { name: 'Pagina următoare' })).toBeDisabled();
  // A new filter starts again at the first page.
  await page.getByText('Neachitate').click();
  await expect(page).not.toHaveURL(/[?&]page=/);
});

test('picks an accounting month and a company', async ({ page, api, signIn }) => {
  await signIn();
  const companies = await api.companies('demo');
  await openInvoices(page, { company_id: String(companies[0]?.id) });
  const calendar = await api.get<{ current: { year: number; month: number } }>(
    'demo',
    `/api/calendar?company_id=${companies[0]?.id}`,
  );
  await page.getByRole('button', { name: /^Perioada/ }).click();
  await page.getByRole('button', { name: 'Luna curentă' }).click();
  const { year, month } = calendar.current;
  const from = `${year}-${String(month).padStart(2, '0')}-01`;
  await expect(page).toHaveURL(new RegExp(`date_from=${from}`));

  const expected = await api.invoices(companies[1]?.id ?? 0, { date_from: from });
  await page.getByRole('combobox', { name: 'Firma' }).click();
  await page.getByRole('option', { name: new RegExp(companies[1]?.name ?? '?') }).click();
  await expect(page).toHaveURL(new RegExp(`company_id=${companies[1]?.id}`));
  await expect(page).toHaveURL(new RegExp(`date_from=${from}`));
  await expect(page.getByRole('status').first()).toContainText(
    expected.total === 0 ? 'nicio factură' : String(expected.total),
  );
});

test('opens an invoice with its lines, payments and journal entry', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company = await api.commonCompany();
  const query = { status: 'paid', sort: 'date', order: 'asc' };
  const { items } = await api.invoices(company.id, query);
  const invoice = items[1];
  const detail = await api.get<{
    lines: { description: string }[];
    payments: { amount: string }[];
    journal: { debit_account: string; credit_account: string; amount: string }[];
  }>('demo', `/api/reports/invoices/${invoice?.id}?company_id=${company.id}`);
  expect(detail.lines.length).toBeGreaterThan(0);
  expect(detail.payments.length).toBeGreaterThan(0);
  expect(detail.journal.length).toBeGreaterThan(0);

  await openInvoices(page, { company_id: String(company.id), ...query });
  const listAddress = page.url();
  await page
    .locator('tbody tr')
    .nth(1)
    .getByText(invoice?.partner_name ?? '?')
    .click();
  await expect(page).toHaveURL(new RegExp(`/reports/invoices/${invoice?.id}\\?`));
  const drawer = page.getByRole('dialog', { name: `${invoice?.series} ${invoice?.number}` });
  await expect(drawer).toBeVisible();
  for (const line of detail.lines) await expect(drawer).toContainText(line.description);
  for (const payment of detail.payments)
    await expect(drawer).toContainText(onScreen(payment.amount));
  const journal = drawer.getByRole('table', { name: 'Notă contabilă' }).locator('tbody tr');
  await expect(journal).toHaveCount(detail.journal.length);
  for (const [index, entry] of detail.journal.entries()) {
    await expect(journal.nth(index)).toContainText(entry.debit_account);
    await expect(journal.nth(index)).toContainText(entry.credit_account);
    await expect(journal.nth(index)).toContainText(onScreen(entry.amount));
  }

  // To the next one of the list and back to the list, in one step.
  await drawer.getByRole('button', { name: 'Factura următoare din listă' }).click();
  await expect(page).toHaveURL(new RegExp(`/reports/invoices/${items[2]?.id}\\?`));
  await page.goBack();
  await expect(page).toHaveURL(listAddress);
  await expect(page.locator('.invoice-drawer')).toHaveCount(0);
});

test('opens an invoice by its address, and closes it to the list', async ({
  page,
  api,
  signIn,
}) => {
  await signIn();
  const company = await api.commonCompany();
  const invoice = (await api.invoices(company.id)).items[0];
  await page.goto(`/reports/invoices/${invoice?.id}?company_id=${company.id}`);
  await expect(page.locator('.invoice-drawer')).toContainText(invoice?.number ?? '?');
  await page.getByRole('button', { name: 'Închide factura' }).click();
  await expect(page).toHaveURL(`/reports/invoices?company_id=${company.id}`);
});

test('says that an invoice does not exist', async ({ page, api, signIn, faults }) => {
  faults.expectAnswer(/^answer: 404 \/api\/reports\/invoices\/999999999$/);
  await signIn();
  const company = await api.commonCompany();
  await page.goto(`/reports/invoices/999999999?company_id=${company.id}`);
  await expect(page.locator('.invoice-drawer').getByRole('alert')).toContainText('nu există');
});

test('says what is wrong when the server fails, and tries again', async ({
  page,
  api,
  signIn,
  faults,
}) => {
  faults.expectAnswer(/^answer: 503/);
  await signIn();
  const company = await api.commonCompany();
  await page.route(
    '**/api/reports/invoices?*',
    (route) => route.fulfill({ status: 503, json: { detail: 'The ERP does not answer' } }),
    { times: 1 },
  );
  await page.goto(`/reports/invoices?company_id=${company.id}`);
  await expect(page.getByRole('alert')).toContainText('Facturile nu au putut fi încărcate');
  await page.getByRole('button', { name: 'Încearcă din nou' }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('shows an empty selection and a way out of it', async ({ page, api, signIn }) => {
  await signIn();
  const company = await api.commonCompany();
  await page.goto(`/reports/invoices?company_id=${company.id}&search=nobody-has-this-name`);
  await expect(page.getByText('Nicio factură în selecție')).toBeVisible();
  await page.locator('.list').getByRole('button', { name: 'Șterge filtrele' }).click();
  await expect(rows(page).first()).toBeVisible();
});
