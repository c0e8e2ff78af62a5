import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  onScreen,
  openInvoices,
  rows,
  test,
} from '../support/test.ts';

test('is light or dark as chosen, before the first paint, and remembers it', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/');
  const dark = () => page.evaluate(() => document.documentElement.classList.contains('dark'));
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await dark()).toBe(false);
  const light = await background();
  await page.getByRole('button', { name: /Contul meu/ }).click();
  await page.getByText('Întunecat').click();
  expect(await dark()).toBe(true);
  await expect.poll(background).not.toBe(light);

  // Dark already when the page's own program has not run.
  await page.route('**/assets/index-*.js', (route) => route.abort());
  await page.reload({ waitUntil: 'commit' });
  await page.waitForSelector('#app', { state: 'attached' });
  expect(await dark()).toBe(true);
});

test('follows the system where nothing is chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/login');
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).not.toHaveClass(/dark/);
});

test('speaks Romanian first, English on demand, and remembers it', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ro');
  await page.getByRole('button', { name: /Contul meu/ }).click();
  await page.getByText('English').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await expect(page).toHaveTitle('Dashboard · ROA2WEB');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
});

test('is a list of cards on a phone', async ({ page, api, signIn }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn();
  const company = await api.commonCompany();
  const { items } = await api.invoices(company.id);
  await openInvoices(page, { company_id: String(company.id) });
  await expect(page.locator('table')).toHaveCount(0);
  await expect(rows(page)).toHaveCount(items.length);
  await expect(rows(page).first()).toContainText(items[0]?.partner_name ?? '?');
  await expect(rows(page).first()).toContainText(onScreen(items[0]?.total ?? '?'));
  await expectNoSidewaysScroll(page);

  await rows(page).first().click();
  await expect(page.locator('.invoice-drawer article')).toBeVisible();
  await expectNoSidewaysScroll(page);
  const box = await page.locator('.invoice-drawer').boundingBox();
  expect(box?.width).toBe(390);
  await page.goBack();

  await page.getByRole('button', { name: 'Meniu' }).click();
  await expect(page.getByRole('link', { name: 'Facturi' })).toBeVisible();
});

test('is within reach of the keyboard alone', async ({ page, api, signIn }) => {
  await signIn();
  const company = await api.commonCompany();
  const { items } = await api.invoices(company.id);
  await openInvoices(page, { company_id: String(company.id) });

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Sari la conținut' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await rows(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(rows(page).nth(1)).toBeFocused();
  await expect(rows(page).nth(1)).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/reports/invoices/${items[1]?.id}\\?`));
  await expect(page.locator('.invoice-drawer article')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`/reports/invoices?company_id=${company.id}`);
  // And the place in the list is kept.
  await expect(rows(page).nth(1)).toBeFocused();
});

for (const width of [1440, 390]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is accessible at ${width} pixels, ${colorScheme}`, async ({ page, api, signIn }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await signIn();
      const company = await api.commonCompany();
      await openInvoices(page, { company_id: String(company.id), search: 'a', page_size: '25' });
      await page.getByRole('button', { name: /^Filtre(?! salvate)/ }).click();
      await expect(page.getByLabel('Minim')).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await rows(page).first().click();
      await expect(page.locator('.invoice-drawer article')).toBeVisible();
      await expectAccessible(page, '.invoice-drawer');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Perioada/ }).click();
      await expect(page.getByRole('button', { name: 'Tot anul' })).toBeVisible();
      await expectAccessible(page, '.p-popover');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /Contul meu/ }).click();
      await expect(page.getByText('Întunecat')).toBeVisible();
      await expectAccessible(page, '.p-popover');
    });
  }
}

test('does not scroll sideways at any width', async ({ page, api, signIn }) => {
  await signIn();
  const company = await api.commonCompany();
  await openInvoices(page, { company_id: String(company.id), page_size: '25' });
  for (const width of [320, 480, 600, 768, 899, 900, 1024, 1099, 1100, 1279, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(rows(page).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    // The table has room for its figures, without a scroll bar of its own.
    const hidden = await page
      .locator('.scroller')
      .evaluateAll((all) => all.map((box) => box.scrollWidth - box.clientWidth));
    expect([width, ...hidden]).toEqual([width, ...hidden.map(() => 0)]);
  }
});
