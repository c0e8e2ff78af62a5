import { fillIn, openAs, openDay, ownNumber } from '../support/receipts.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, rows, test } from '../support/test.ts';

test('takes a receipt from the operator to the approval of the accountant', async ({
  page,
  api,
  signIn,
  browser,
  baseURL,
}) => {
  await signIn('operator');
  const company = await api.commonCompany();
  const number = ownNumber();
  await page.goto(`/data-entry/receipts?company_id=${company.id}`);
  await page.getByRole('button', { name: 'Bon nou' }).first().click();
  await expect(page.getByRole('heading', { name: 'Bon nou' })).toBeVisible();
  await fillIn(page, number, await openDay(api, company.id));

  await page.getByRole('button', { name: 'Adaugă o cotă' }).click();
  await expect(page.getByLabel('Bază')).toHaveValue('100,00');
  await expect(page.getByLabel('TVA', { exact: true })).toHaveValue('21,00');
  await page.getByLabel('TVA', { exact: true }).fill('20,00');
  await expect(page.getByText('diferență 1,00')).toBeVisible();
  await page.getByRole('button', { name: /^Calculează cota 21 %/ }).click();
  await expect(page.getByText('cât totalul', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Salvează' }).click();
  await expect(page).toHaveURL(/\/data-entry\/receipts\/\d+\?/);
  await expect(page.getByText('cât totalul bonului')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Trimite spre aprobare' }).click();
  await expect(page.locator('h1')).toContainText('În așteptare');
  await expect(page.getByRole('button', { name: 'Aprobă', exact: true })).toHaveCount(0);

  const accountant = await openAs(browser, api, 'contabil', baseURL ?? '');
  await accountant.goto(
    `/data-entry/receipts?company_id=${company.id}&status=pending&search=${number}`,
  );
  await expect(rows(accountant)).toHaveCount(1);
  await expectAccessible(accountant);
  await rows(accountant).first().click();
  await expect(accountant.locator('h1')).toContainText(number);
  await accountant.keyboard.press('a');
  await expect(accountant.locator('h1')).toContainText('Aprobat');
  const history = accountant.getByRole('region', { name: 'Istoric' });
  await expect(history.locator('ol > li').first()).toContainText('Aprobat');
  await expect(history.locator('ol > li').first()).toContainText('contabil');
  await expect(history).toContainText('În așteptare');
  await expect(history.locator('ol > li').last()).toContainText('operator');
  await accountant.context().close();
});

test('says what is missing beside its field, and rejects with a reason', async ({
  page,
  api,
  signIn,
  browser,
  baseURL,
  faults,
}) => {
  faults.expectAnswer(/^answer: 4(22|09) \/api\/data-entry\/receipts\/\d+\/submit/);
  await signIn('operator');
  const company = await api.commonCompany();
  const number = ownNumber();
  await page.goto(`/data-entry/receipts/new?company_id=${company.id}`);
  await page.getByLabel('Număr', { exact: true }).fill(number);
  await page.getByRole('button', { name: 'Trimite spre aprobare' }).click();
  await expect(page.getByRole('alert')).toContainText('Uită-te la câmpurile însemnate');
  await expect(page.getByLabel('Total, lei')).toHaveAccessibleDescription('Trebuie completat.');

  await fillIn(page, number, await openDay(api, company.id));
  await page.getByRole('button', { name: 'Trimite spre aprobare' }).click();
  // The supplier pays VAT and the receipt has none: a warning, to be confirmed.
  const dialog = page.getByRole('dialog', { name: 'Sunt avertismente' });
  await expect(dialog).toContainText('bonul nu are TVA');
  await dialog.getByRole('button', { name: 'Este corect, trimite' }).click();
  await expect(page.locator('h1')).toContainText('În așteptare');

  const accountant = await openAs(browser, api, 'contabil', baseURL ?? '');
  await accountant.goto(page.url());
  await expect(accountant.getByRole('button', { name: 'Respinge' })).toBeVisible();
  await accountant.keyboard.press('r');
  await accountant.getByLabel('De ce este respins?').fill('Lipsește TVA.');
  await accountant.getByRole('dialog').getByRole('button', { name: 'Respinge' }).click();
  await expect(accountant.locator('h1')).toContainText('Respins');
  await accountant.context().close();

  await page.reload();
  await expect(page.getByText('Lipsește TVA.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Redeschide' }).click();
  await expect(page.locator('h1')).toContainText('Ciornă');
});

test('shows what somebody else changed meanwhile, and keeps both', async ({
  page,
  api,
  signIn,
  browser,
  baseURL,
  faults,
}) => {
  faults.expectAnswer(/^answer: 409 /);
  await signIn('operator');
  const company = await api.commonCompany();
  await page.goto(`/data-entry/receipts/new?company_id=${company.id}`);
  await page.getByLabel('Număr', { exact: true }).fill(ownNumber());
  await page.getByRole('button', { name: 'Salvează' }).click();
  await expect(page).toHaveURL(/\/data-entry\/receipts\/\d+\?/);

  const accountant = await openAs(browser, api, 'contabil', baseURL ?? '');
  await accountant.goto(page.url());
  await accountant.getByLabel('Total, lei').fill('50,00');
  await accountant.keyboard.press('Control+s');
  await expect(accountant.getByRole('region', { name: 'Istoric' })).toContainText('50,00');
  await accountant.context().close();

  await page.getByLabel('Descriere').fill('Motorină');
  await page.getByRole('button', { name: 'Salvează' }).click();
  const conflict = page.getByRole('alert').filter({ hasText: 'Altcineva a modificat' });
  await expect(conflict).toContainText('50,00');
  await conflict.getByRole('button', { name: 'Păstrează ce am scris' }).click();
  await expect(page.getByLabel('Total, lei')).toHaveValue('50,00');
  await expect(page.getByLabel('Descriere')).toHaveValue('Motorină');
  await page.getByRole('button', { name: 'Salvează' }).click();
  await expect(page.getByRole('region', { name: 'Istoric' })).toContainText('Motorină');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is at home on a phone, ${colorScheme}`, async ({ page, api, signIn }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme });
    await signIn('operator');
    const company = await api.commonCompany();
    await page.goto(`/data-entry/receipts/new?company_id=${company.id}`);
    const number = ownNumber();
    await fillIn(page, number, await openDay(api, company.id));
    await page.getByRole('button', { name: 'Adaugă o cotă' }).click();
    await page.getByRole('button', { name: 'Salvează' }).click();
    await expect(page.getByRole('region', { name: 'Istoric' })).toContainText('Introdus');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Bonuri' }).first().click();
    await expect(rows(page).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}
