import { controlExpiry } from '../support/expiry.ts';
import { expect, openInvoices, rows, test } from '../support/test.ts';

test('renews the session without the user noticing', async ({ page, api, signIn, faults }) => {
  faults.expectAnswer(/^answer: 401 \/api\/reports\/invoices/);
  const expiry = await controlExpiry(page);
  await signIn();
  const company = await api.commonCompany();
  await openInvoices(page, { company_id: String(company.id) });

  await expiry.endTokens();
  // Two requests at once: the list and the invoice, of which the second overtakes nothing.
  await rows(page).first().click();
  await expect(page.locator('.invoice-drawer article')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByText('Achitate', { exact: true }).click();
  await expect(page).toHaveURL(/status=paid/);
  await expect(page.locator('.list')).not.toHaveAttribute('aria-busy', 'true');
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Sesiunea a expirat' })).toHaveCount(0);
  expect(expiry.counts()).toEqual({ refusals: 1, renewals: 1 });
});

test('keeps the work when the session is lost, and goes on after signing in again', async ({
  page,
  api,
  signIn,
  faults,
}) => {
  faults.expectAnswer(/^answer: 401 /);
  const expiry = await controlExpiry(page);
  await signIn('contabil');
  const [company] = await api.companies('contabil');
  await page.goto(`/reports/invoices?company_id=${company?.id}`);
  await page.getByRole('button', { name: /^Filtre(?! salvate)/ }).click();
  // Typed, but not yet sent.
  await page.getByLabel('Maxim').pressSequentially('98765');

  await api.endOtherSessions('contabil');
  await expiry.endTokens();
  await page.getByText('Furnizori').click();

  const dialog = page.getByRole('dialog', { name: 'Sesiunea a expirat' });
  await expect(dialog).toBeVisible();
  await expect(page).toHaveURL(/partner_type=suppliers/);
  await expect(dialog.getByLabel('Utilizator')).toHaveValue('contabil');
  await dialog.getByLabel('Parolă', { exact: true }).fill('wrong');
  await dialog.getByRole('button', { name: 'Intră în cont' }).click();
  await expect(dialog.getByRole('alert')).toContainText('nu sunt corecte');
  const repeated = page.waitForRequest((request) => {
    const url = new URL(request.url());
    return (
      url.pathname === '/api/reports/invoices' &&
      url.searchParams.get('partner_type') === 'suppliers'
    );
  });
  await dialog.getByLabel('Parolă', { exact: true }).fill('contabil');
  await dialog.getByRole('button', { name: 'Intră în cont' }).click();
  await expect(dialog).toHaveCount(0);
  await repeated;
  await expect(page.getByLabel('Maxim')).toHaveValue(/98[.]?765/);
  await expect(page).toHaveURL(/partner_type=suppliers/);
});

test('does not lose the session to a second window', async ({ page, api, signIn, faults }) => {
  faults.expectAnswer(/^answer: 401 \/api\/reports\/invoices/);
  await signIn('viewer');
  const [company] = await api.companies('viewer');
  const second = await page.context().newPage();
  for (const window of [page, second]) {
    await openInvoices(window, { company_id: String(company?.id) });
  }
  const expiries = [await controlExpiry(page), await controlExpiry(second)];
  for (const [index, window] of [page, second].entries()) {
    // One request each, so that the tokens in use are known.
    await window.getByText('Neachitate').click();
    await expect(window).toHaveURL(/status=open/);
    await expect(window.locator('.list')).not.toHaveAttribute('aria-busy', 'true');
    await expiries[index]?.endTokens();
  }
  // Both renew in the same moment: a spent token sent twice would end the session of both.
  await Promise.all(
    [page, second].map((window) => window.getByText('Achitate', { exact: true }).click()),
  );
  for (const window of [page, second]) {
    await expect(window.locator('.list')).not.toHaveAttribute('aria-busy', 'true');
    await expect(rows(window).first()).toBeVisible();
    await expect(window.getByRole('dialog', { name: 'Sesiunea a expirat' })).toHaveCount(0);
  }
  // The refusals of this moment were answered with renewals, and both windows still can renew.
  for (const expiry of expiries) expect(expiry.counts()).toEqual({ refusals: 1, renewals: 1 });
});
