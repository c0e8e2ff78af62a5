import type { Page } from '@playwright/test';
import type { Api, Company } from '../support/api.ts';
import { controlExpiry } from '../support/expiry.ts';
import { drawReceipt, notAPicture } from '../support/picture.ts';
import { fillIn, openAs, openDay, ownNumber } from '../support/receipts.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, rows, test } from '../support/test.ts';

/** A company of its own for the export: it takes all that is approved, also of other tests. */
async function lastCommonCompany(api: Api): Promise<Company> {
  const operators = await api.companies('operator');
  const accountants = new Set((await api.companies('contabil')).map((company) => company.id));
  const company = operators.filter(({ id }) => accountants.has(id)).at(-1);
  expect(company).toBeDefined();
  return company as Company;
}

/** The page is kept in the browser and answers for itself: from here on it opens offline. */
async function keptInBrowser(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

const checkRows = (page: Page) => page.locator('.rows > .row');

test('goes from the photo to the note for ROA, through two pairs of hands', async ({
  page,
  api,
  signIn,
  browser,
  baseURL,
}) => {
  test.slow();
  await signIn('operator');
  const company = await lastCommonCompany(api);
  const number = ownNumber();
  await page.goto(`/data-entry/receipts/new?company_id=${company.id}`);
  const photo = await drawReceipt(page, 'bon.jpg', ['BENZINARIA DE LA COLT SRL', number, '121,00']);
  await page.locator('input.chooser').setInputFiles(photo);

  await expect(page).toHaveURL(/\/data-entry\/receipts\/\d+\?/);
  const viewer = page.getByRole('region', { name: 'Imaginea bonului' });
  const image = viewer.getByRole('img', { name: 'bon.jpg, pagina 1' });
  await expect(image).toBeVisible();
  await page.keyboard.press('+');
  await expect(image).toHaveAttribute('style', /scale\(1\.4/);
  await page.keyboard.press('t');
  await expect(image).toHaveAttribute('style', /scale\(1\) rotate\(90deg\)/);
  await page.keyboard.press('t');

  await fillIn(page, number, await openDay(api, company.id));
  await page.getByRole('button', { name: 'Adaugă o cotă' }).click();
  await page.getByRole('button', { name: 'Salvează', exact: true }).click();
  await expect(page.getByText('cât totalul bonului')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Trimite spre aprobare' }).click();
  await expect(page.locator('h1')).toContainText('În așteptare');
  const address = page.url();

  const accountant = await openAs(browser, api, 'contabil', baseURL ?? '');
  await accountant.goto(address);
  await expect(accountant.getByRole('img', { name: 'bon.jpg, pagina 1' })).toBeVisible();
  await accountant.keyboard.press('a');
  await expect(accountant.locator('h1')).toContainText('Aprobat');

  await accountant.goto(`/data-entry/export?company_id=${company.id}`);
  await accountant.getByRole('button', { name: 'Exportă CSV' }).click();
  const download = accountant.waitForEvent('download');
  await accountant.getByRole('dialog').getByRole('button', { name: 'Exportă CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const text = await (await file.createReadStream()).toArray();
  expect(Buffer.concat(text).toString('utf8')).toContain(number);
  const batch = accountant.locator('tbody tr').first();
  await expect(batch).toContainText('contabil');
  await expect(batch.getByRole('button', { name: /^Anulează/ })).toHaveCount(0);
  await expectAccessible(accountant);
  await accountant.goto(address);
  await expect(accountant.locator('h1')).toContainText('Exportat');
  await accountant.context().close();
});

test('takes a pile in the background, to be completed by keyboard', async ({
  page,
  api,
  signIn,
  faults,
}) => {
  test.slow();
  faults.expectAnswer(/^answer: 422 \/api\/data-entry\/receipts\/from-file/);
  await signIn('operator');
  const company = await lastCommonCompany(api);
  const number = ownNumber();
  await page.goto(`/data-entry/to-check?company_id=${company.id}`);
  const names = Array.from({ length: 6 }, (_, index) => `${number}_${index}.jpg`);
  const pile = [];
  for (const name of names) pile.push(await drawReceipt(page, name, [name]));
  await page
    .locator('input.chooser')
    .setInputFiles([...pile.slice(0, 3), notAPicture('no.jpg'), ...pile.slice(3)]);

  const refused = page.getByRole('region', { name: 'Fișiere de trimis' });
  await expect(refused).toContainText('no.jpg');
  await expect(refused).toContainText('Se primesc JPEG, PNG, WebP, HEIC și PDF.');
  for (const name of names) await expect(page.getByRole('link', { name })).toBeVisible();
  await refused.getByRole('button', { name: 'Renunță la no.jpg' }).click();
  await expect(refused).toHaveCount(0);
  await expectAccessible(page);

  const row = checkRows(page).filter({ hasText: names[2] ?? '' });
  await row.getByLabel('CUI furnizor').click();
  await expect(page.getByRole('img', { name: `${names[2]}, pagina 1` })).toBeVisible();
  const day = await openDay(api, company.id);
  for (const text of ['RO14399840', 'Papetăria', number, day.replaceAll('.', ''), '121,00', '21']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.type('Numerar');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Materiale');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('nu mai lipsește nimic');
  await row.getByRole('button', { name: 'Trimite spre aprobare' }).click();
  await expect(row).toContainText('trimis spre aprobare');

  await page.goto(`/data-entry/receipts?company_id=${company.id}&search=${number}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator('tbody tr')).toContainText('În așteptare');
  await expect(page.locator('tbody tr .thumb img')).toBeVisible();
});

/** Ends the session of this window alone: other tests have sessions of the same user. */
async function endSession(page: Page, authorization: string): Promise<void> {
  const headers = { Authorization: authorization };
  const answer = await page.request.get('/api/auth/sessions', { headers });
  const { items } = (await answer.json()) as { items: { id: string; current: boolean }[] };
  const own = items.find((session) => session.current);
  const ended = await page.request.delete(`/api/auth/sessions/${own?.id}`, { headers });
  expect(ended.status()).toBe(204);
}

test('goes on with the pile when the user has signed in again', async ({
  page,
  api,
  signIn,
  faults,
}) => {
  faults.expectAnswer(/^answer: 401 /);
  const expiry = await controlExpiry(page);
  await signIn('operator');
  const company = await api.commonCompany();
  const name = `${ownNumber()}.jpg`;
  const asked = page.waitForRequest('**/api/companies');
  await page.goto(`/data-entry/to-check?company_id=${company.id}`);
  const { authorization = '' } = (await asked).headers();
  await expect(page.getByRole('heading', { name: 'De verificat', exact: true })).toBeVisible();
  const photo = await drawReceipt(page, name, [name]);
  await endSession(page, authorization);
  await expiry.endTokens();
  await page.locator('input.chooser').setInputFiles(photo);
  const dialog = page.getByRole('dialog', { name: 'Sesiunea a expirat' });
  await dialog.getByLabel('Parolă', { exact: true }).fill('operator');
  await dialog.getByRole('button', { name: 'Intră în cont' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('h1')).toContainText('Fără furnizor');
  await expect(page.getByRole('img', { name: `${name}, pagina 1` })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('makes a receipt in four taps', async ({ page, api, signIn }) => {
    await signIn('operator');
    const company = await api.commonCompany();
    const number = ownNumber();
    await page.goto(`/data-entry/receipts?company_id=${company.id}`);
    const photo = await drawReceipt(page, `${number}.jpg`, [number]);
    const camera = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Fotografiază' }).tap();
    // The release and the confirmation are two taps in the camera.
    await (await camera).setFiles(photo);
    await expect(page).toHaveURL(/\/data-entry\/receipts\/\d+\?/);
    const image = page.getByRole('img', { name: `${number}.jpg, pagina 1` });
    await expect(image).toBeVisible();
    const above = await image.boundingBox();
    const field = await page.getByLabel('CUI furnizor').boundingBox();
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(field?.y ?? 0);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto(`/data-entry/to-check?company_id=${company.id}`);
    await expect(page.getByRole('link', { name: `${number}.jpg` })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  test('keeps a photo that is taken without a network, and sends it later', async ({
    page,
    api,
    signIn,
    context,
  }) => {
    test.slow();
    await signIn('operator');
    const company = await api.commonCompany();
    const number = ownNumber();
    await page.goto(`/data-entry/receipts?company_id=${company.id}`);
    await expect(page.getByRole('heading', { name: 'Bonuri' })).toBeVisible();
    await keptInBrowser(page);
    const first = await drawReceipt(page, `${number}_1.jpg`, [number]);
    const second = await drawReceipt(page, `${number}_2.jpg`, [number]);

    await context.setOffline(true);
    await page.locator('input.camera').setInputFiles(first);
    await expect(page).toHaveURL(/\/data-entry\/to-check\?/);
    const waiting = page.getByRole('region', { name: 'Fișiere de trimis' });
    await expect(waiting).toContainText('Un fișier așteaptă rețeaua');

    // The phone is put away and taken out again: the page opens, and takes one more.
    await page.reload();
    await expect(page.getByText('ROA2WEB nu poate porni')).toBeVisible();
    await expect(page.getByText('Un fișier așteaptă rețeaua')).toBeVisible();
    await page.getByLabel('Fotografiază un bon', { exact: true }).first().setInputFiles(second);
    await expect(page.getByText('2 fișiere așteaptă rețeaua')).toBeVisible();

    await context.setOffline(false);
    await expect(page.getByRole('heading', { name: 'De verificat', exact: true })).toBeVisible();
    for (const photo of [first, second]) {
      await expect(page.getByRole('link', { name: photo.name })).toBeVisible();
    }
    await page.reload();
    for (const photo of [first, second]) {
      await expect(page.getByRole('link', { name: photo.name })).toHaveCount(1);
    }
  });
});

test('can be installed', async ({ page, request }) => {
  await page.goto('/login');
  const link = page.locator('link[rel="manifest"]');
  const address = (await link.getAttribute('href')) ?? '';
  const answer = await request.get(address);
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  expect(answer.headers()['cache-control']).toBe('no-cache');
  const manifest = (await answer.json()) as { icons: { src: string; sizes: string }[] };
  expect(manifest.icons.map((icon) => icon.sizes)).toEqual(['192x192', '512x512', '512x512']);
  for (const icon of manifest.icons) {
    expect((await request.get(icon.src)).headers()['content-type']).toBe('image/png');
  }
  const worker = await request.get('/sw.js');
  expect(worker.headers()['content-type']).toContain('text/javascript');
  expect(worker.headers()['cache-control']).toBe('no-cache');
});
