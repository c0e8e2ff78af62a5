import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { Api } from './api.ts';

interface Fixtures {
  /** The server, asked without the page. */
  api: Api;
  /** What the page did wrong while the test ran: checked at its end, in every test. */
  faults: Faults;
  signIn: (username?: string) => Promise<void>;
}

export class Faults {
  readonly list: string[] = [];
  /** Answers that this test wants to be refusals. */
  private readonly expected: RegExp[] = [];

  expectAnswer(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  add(fault: string): void {
    if (!this.expected.some((pattern) => pattern.test(fault))) this.list.push(fault);
  }
}

function watch(page: Page, url: string, faults: Faults): void {
  page.on('pageerror', (error) => faults.add(`exception: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // A refused request is also reported as an answer, below, with its address.
    if (message.text().startsWith('Failed to load resource')) return;
    if (['error', 'warning'].includes(message.type())) {
      faults.add(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) {
      faults.add(`answer: ${response.status()} ${new URL(response.url()).pathname}`);
    }
  });
  page.on('request', (request) => {
    const outside = !request.url().startsWith(`${url}/`) && !/^(data|blob):/.test(request.url());
    if (outside) faults.add(`outside request: ${request.url()}`);
  });
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => {
    await use(process.env.ROA2WEB_URL);
  },

  api: async ({ playwright, baseURL }, use) => {
    const request = await playwright.request.newContext({ baseURL });
    await use(new Api(request));
    await request.dispose();
  },

  faults: [
    async ({ page, baseURL }, use) => {
      const faults = new Faults();
      watch(page, baseURL ?? '', faults);
      await use(faults);
      expect(faults.list, 'faults of the page').toEqual([]);
    },
    { auto: true },
  ],

  /** Signs in without the form, as an earlier visit would have left it. */
  signIn: async ({ page, api }, use) => {
    await use(async (username = 'demo') => {
      const { refresh_token, user } = await api.signIn(username);
      await page.goto('/favicon.svg');
      await page.evaluate(
        (session) => localStorage.setItem('roa2web.session', JSON.stringify(session)),
        { refreshToken: refresh_token, userId: user.id },
      );
    });
  },
});

export { expect };

/** The rows of the invoices list, on desk or phone. */
export const rows = (page: Page) => page.locator('[data-row]');

/** Opens the invoices of a company over all periods, or as the query says. */
export async function openInvoices(page: Page, query: Record<string, string>): Promise<void> {
  await page.goto(`/reports/invoices?${new URLSearchParams(query)}`);
  await expect(rows(page).first()).toBeVisible();
}

/** No violation of WCAG 2.2 A and AA that axe can find, in the page or in a part of it. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map((violation) => ({
      rule: violation.id,
      help: violation.help,
      where: violation.nodes.map((node) => `${node.target} ${node.failureSummary ?? ''}`),
    })),
  ).toEqual([]);
}

/** "1234.50" as it stands on screen: "1.234,50". */
export function onScreen(amount: string): string {
  const [whole = '', fraction = ''] = amount.replace('-', '\u2212').split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`;
}

/** Nothing is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}
