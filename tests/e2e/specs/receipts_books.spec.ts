import { fillIn, openAs, openDay, ownNumber } from '../support/receipts.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/test.ts';

for (const [width, colorScheme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const) {
  test(`shows names and rules at ${width} pixels, ${colorScheme}`, async ({
    page,
    api,
    signIn,
  }) => {
    test.slow();
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    await signIn('demo');
    const company = await api.commonCompany();
    await page.goto(`/data-entry/nomenclature?company_id=${company.id}`);
    await page.getByRole('button', { name: 'Sincronizează acum' }).click();
    await expect(page.getByText(/^Date de azi/)).toBeVisible();
    await page.getByText('Conturi', { exact: true }).click();
    await page.getByLabel('Caută după cont sau denumire').fill('4426');
    await expect(page.locator('tbody tr').first()).toContainText('4426');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await page.goto(`/data-entry/accounting-rules?company_id=${company.id}`);
    await expect(page.getByLabel('Numerar', { exact: true })).toHaveValue('5311');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

test("keeps a rule of the company's own, and goes back to the default", async ({
  page,
  api,
  signIn,
}) => {
  await signIn('demo');
  const company = (await api.companies('demo')).at(-1);
  await page.goto(`/data-entry/accounting-rules?company_id=${company?.id}`);
  const row = page.locator('tbody tr').filter({ hasText: 'Piese auto' });
  await row.getByLabel(/^TVA deductibilă/).selectOption('100');
  await page.getByRole('button', { name: 'Salvează' }).click();
  await expect(page.getByText('Regulile au fost salvate')).toBeVisible();
  await page.reload();
  await expect(row.getByLabel(/^TVA deductibilă/)).toHaveValue('100');
  await expect(row).toContainText('regula firmei');
  await row.getByRole('button', { name: /^Înapoi la regula/ }).click();
  await page.getByRole('button', { name: 'Salvează' }).click();
  await expect(row).toContainText('implicit');
  await expect(row.getByLabel(/^TVA deductibilă/)).toHaveValue('50');
});

test('offers what ROA knows, as one types, without diacritics', async ({ page, api, signIn }) => {
  await signIn('operator');
  const company = await api.commonCompany();
  await page.goto(`/data-entry/nomenclature?company_id=${company.id}`);
  await page.getByRole('button', { name: 'Sincronizează acum' }).click();
  await expect(page.locator('tbody tr').first()).toBeVisible();
  const partner = page
    .locator('tbody tr')
    .filter({ hasText: /[ăâîșț]/ })
    .first();
  const name = (await partner.locator('th').textContent()) ?? '';

  await page.goto(`/data-entry/receipts/new?company_id=${company.id}`);
  const field = page.getByRole('combobox', { name: 'Furnizor' });
  await field.pressSequentially(name.normalize('NFD').replace(/\p{M}/gu, '').slice(0, 12));
  await page.getByRole('option', { name }).first().click();
  await expect(field).toHaveValue(name);
  await expect(page.getByLabel('CUI furnizor')).not.toHaveValue('');
});

test('lets an administrator undo a batch, and its receipts go out again', async ({
  page,
  api,
  signIn,
  browser,
  baseURL,
}) => {
  test.slow();
  // Of the companies that all three may see, one that no other test exports from.
  const operators = new Set((await api.companies('operator')).map(({ id }) => id));
  const shared = (await api.companies('contabil')).filter(({ id }) => operators.has(id));
  const company = shared.at(-2) ?? shared[0];
  const number = ownNumber();
  await signIn('operator');
  await page.goto(`/data-entry/receipts/new?company_id=${company?.id}`);
  await fillIn(page, number, await openDay(api, company?.id ?? 0));
  await page.getByRole('button', { name: 'Adaugă o cotă' }).click();
  await page.getByRole('button', { name: 'Trimite spre aprobare' }).click();
  await expect(page.locator('h1')).toContainText('În așteptare');
  const address = page.url();

  const demo = await openAs(browser, api, 'demo', baseURL ?? '');
  await demo.goto(address);
  await expect(demo.getByRole('button', { name: 'Aprobă', exact: true })).toBeVisible();
  await demo.keyboard.press('a');
  await expect(demo.locator('h1')).toContainText('Aprobat');
  await demo.goto(`/data-entry/export?company_id=${company?.id}`);
  await demo.getByRole('button', { name: 'Exportă XLSX' }).click();
  const download = demo.waitForEvent('download');
  await demo.getByRole('dialog').getByRole('button', { name: 'Exportă XLSX' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  const batch = demo.locator('tbody tr').first();
  await expect(batch).toBeVisible();
  await batch.getByRole('button', { name: /^Anulează lotul/ }).click();
  await demo.getByRole('dialog').getByRole('button', { name: 'Anulează', exact: true }).click();
  await expect(demo.getByText(/a fost anulat; bonurile lui/)).toBeVisible();
  await expect(batch).toContainText('anulat de demo');
  await expectAccessible(demo);
  await demo.goto(address);
  await expect(demo.locator('h1')).toContainText('Aprobat');
  await demo.context().close();
});
