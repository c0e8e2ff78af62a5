import type { Browser, Page } from '@playwright/test';
import type { Api } from './api.ts';

/** A number that no other test, and no earlier run, has used. */
export const ownNumber = () => `${Date.now()}${Math.floor(Math.random() * 1000)}`;

/** The first day of the month that the books are in: open, and never in the future. */
export async function openDay(api: Api, companyId: number): Promise<string> {
  const { current } = await api.get<{ current: { year: number; month: number } }>(
    'contabil',
    `/api/calendar?company_id=${companyId}`,
  );
  return `01.${String(current.month).padStart(2, '0')}.${current.year}`;
}

/** Another user at the same time, with a window of their own. */
export async function openAs(
  browser: Browser,
  api: Api,
  username: string,
  baseURL: string,
): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const { refresh_token, user } = await api.signIn(username);
  await page.goto('/favicon.svg');
  await page.evaluate(
    (session) => localStorage.setItem('roa2web.session', JSON.stringify(session)),
    {
      refreshToken: refresh_token,
      userId: user.id,
    },
  );
  return page;
}

const VALID_CUI = 'RO14399840';

/** Everything that a receipt must have, but its VAT. */
export async function fillIn(page: Page, number: string, day: string): Promise<void> {
  await page.getByLabel('CUI furnizor').fill(VALID_CUI);
  await page.getByLabel('Furnizor', { exact: true }).fill('Benzinăria de la Colț SRL');
  await page.getByLabel('Număr', { exact: true }).fill(number);
  await page.getByRole('combobox', { name: 'Data' }).fill(day);
  await page.keyboard.press('Tab');
  await page.getByLabel('Total, lei').fill('121,00');
  await page.getByLabel('Plata').selectOption('cash');
  await page.getByLabel('Tipul cheltuielii').selectOption('consumables');
}
