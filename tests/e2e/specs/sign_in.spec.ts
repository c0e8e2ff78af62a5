import { expect, expectAccessible, expectNoSidewaysScroll, rows, test } from '../support/test.ts';

const submit = /Intră în cont/;

test('signs in and shows the dashboard of the default company', async ({ page, api }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/login$/);
  await page.getByLabel('Utilizator').fill('demo');
  await page.getByLabel('Parolă', { exact: true }).fill('demo');
  await page.getByRole('button', { name: submit }).click();

  await expect(page.getByRole('heading', { name: 'Tablou de bord' })).toBeVisible();
  await expect(page).toHaveURL(/company_id=\d+&date_from=\d{4}-\d\d-01&date_to=/);
  const id = Number(new URL(page.url()).searchParams.get('company_id'));
  const company = (await api.companies('demo')).find((item) => item.id === id);
  await expect(page.getByRole('combobox', { name: 'Firma' })).toContainText(company?.name ?? '?');
});

test('goes on to the address that was asked for', async ({ page, api }) => {
  const company = await api.commonCompany();
  await page.goto(`/reports/invoices?company_id=${company.id}&status=paid`);
  await expect(page).toHaveURL(/\/login\?redirect=/);
  await page.getByLabel('Utilizator').fill('demo');
  await page.getByLabel('Parolă', { exact: true }).fill('demo');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/reports/invoices?company_id=${company.id}&status=paid`);
  await expect(rows(page).first()).toBeVisible();
});

test('says that the password is wrong, and no more than that', async ({ page, faults }) => {
  faults.expectAnswer(/^answer: 401 \/api\/auth\/login$/);
  await page.goto('/login');
  const messages: string[] = [];
  for (const username of ['viewer', 'nobody-at-all']) {
    await page.getByLabel('Utilizator').fill(username);
    await page.getByLabel('Parolă', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: submit }).click();
    await expect(page.getByRole('alert')).toContainText('nu sunt corecte');
    messages.push(await page.getByRole('alert').innerText());
  }
  expect(messages[0]).toBe(messages[1]);
  await expect(page).toHaveURL(/\/login$/);
  expect(await page.evaluate(() => localStorage.getItem('roa2web.session'))).toBeNull();
});

test('stays signed in over a reload, and keeps no access token in the storage', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Tablou de bord' })).toBeVisible();
  const storage = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  // A JSON Web Token begins with the base64 of {" .
  expect(storage).not.toContain('eyJ');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Tablou de bord' })).toBeVisible();
});

test('signs out, and the session is gone from the server too', async ({
  page,
  api,
  signIn,
  faults,
}) => {
  await signIn('viewer');
  await page.goto('/');
  await page.getByRole('button', { name: /Contul meu/ }).click();
  const token = await page.evaluate(
    () => JSON.parse(localStorage.getItem('roa2web.session') ?? '{}').refreshToken as string,
  );
  await page.getByRole('button', { name: 'Ieșire din cont' }).click();
  await expect(page).toHaveURL(/\/login$/);
  expect(await page.evaluate(() => localStorage.getItem('roa2web.session'))).toBeNull();
  faults.expectAnswer(/./);
  const answer = await page.request.post('/api/auth/refresh', { data: { refresh_token: token } });
  expect(answer.status()).toBe(401);
  expect((await api.fetch('viewer', '/api/auth/me')).status()).toBe(200);
});

test('lists the devices that are signed in, and ends one', async ({ page, api, signIn }) => {
  await signIn('operator');
  await api.signIn('operator');
  await page.goto('/');
  await page.getByRole('button', { name: /Contul meu/ }).click();
  await page.getByRole('button', { name: 'Dispozitive conectate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Dispozitive conectate' });
  await expect(dialog.getByText('Acest dispozitiv')).toHaveCount(1);
  const others = dialog.getByRole('button', { name: /^Deconectează/ });
  await expect(others.first()).toBeVisible();
  const before = await others.count();
  await others.first().click();
  await expect(others).toHaveCount(before - 1);
});

for (const width of [1440, 390]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is accessible at ${width} pixels, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.goto('/login');
      await expect(page.getByLabel('Utilizator')).toBeFocused();
      await page.getByRole('button', { name: submit }).click();
      await expect(page.getByText('Completează câmpul.')).toHaveCount(2);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  }
}
