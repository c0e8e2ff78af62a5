import type { Page } from '@playwright/test';

/**
 * Makes access tokens end when the test says so: from then on, the server's answer to the tokens
 * that the page has used until then is 401.
 */
export async function controlExpiry(page: Page) {
  const used = new Set<string>();
  let ended = new Set<string>();
  let refusals = 0;
  let renewals = 0;
  await page.route('**/api/**', async (route) => {
    const token = route.request().headers().authorization ?? '';
    if (route.request().url().endsWith('/api/auth/refresh')) renewals += 1;
    if (ended.has(token)) {
      refusals += 1;
      await route.fulfill({ status: 401, json: { detail: 'The access token has expired' } });
      return;
    }
    if (token) used.add(token);
    await route.continue();
  });
  return {
    endTokens: async () => {
      // Tokens that the server makes for one session within one second are the same text.
      await new Promise((done) => setTimeout(done, 1100));
      ended = new Set(used);
      refusals = 0;
      renewals = 0;
    },
    counts: () => ({ refusals, renewals }),
  };
}
