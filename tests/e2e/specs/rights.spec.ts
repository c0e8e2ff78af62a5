import { expect, rows, test } from '../support/test.ts';

test("refuses another's company, in the page and at the server", async ({
  page,
  api,
  signIn,
  faults,
}) => {
  const own = await api.companies('viewer');
  const hidden = (await api.companies('demo')).filter(
    (company) => !own.some((item) => item.id === company.id),
  );
  expect(hidden.length).toBeGreaterThan(0);
  const secret = hidden[0];

  for (const path of ['/api/reports/invoices', '/api/reports/invoices/1', '/api/calendar']) {
    const answer = await api.fetch('viewer', `${path}?company_id=${secret?.id}`);
    expect([path, answer.status()]).toEqual([path, 403]);
    expect(await answer.text()).not.toContain(secret?.name);
  }

  faults.expectAnswer(/^answer: 403 \/api\//);
  await signIn('viewer');
  await page.goto(`/reports/invoices?company_id=${secret?.id}`);
  await expect(page.getByRole('alert')).toContainText('Nu ai acces la această firmă');
  await expect(page.locator('body')).not.toContainText(secret?.name ?? '?');
  await expect(rows(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Deschide / }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('offers only companies that the user has a right to', async ({ page, api, signIn }) => {
  await signIn('viewer');
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Firma' }).click();
  const names = (await api.companies('viewer')).map((company) => company.name).sort();
  await expect(page.getByRole('option')).toHaveCount(names.length);
  for (const name of names) {
    await expect(page.getByRole('option', { name: new RegExp(name) })).toBeVisible();
  }
});

test('shows no page without its permission', async ({ page, signIn }) => {
  await page.route('**/api/auth/me', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), permissions: [] } });
  });
  await signIn('viewer');
  await page.goto('/reports/invoices');
  await expect(page.getByText('reports.view')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Facturi' })).toHaveCount(0);
  await page.goto('/status');
  await expect(page.getByText('system.view')).toBeVisible();
});

test('tells those who may know how the system is', async ({ page, signIn }) => {
  await signIn('demo');
  await page.goto('/status');
  await expect(page.getByRole('row', { name: /Baza ROA/ })).toContainText('în regulă');
});

test('has a page for an address that does not exist', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/reports/nothing-here');
  await expect(page.getByRole('heading', { name: 'Pagina nu există' })).toBeVisible();
  await page.getByRole('button', { name: 'Pagina principală' }).click();
  await expect(page.getByRole('heading', { name: 'Tablou de bord' })).toBeVisible();
});
