import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from '../support/test.ts';

test('describes itself in valid OpenAPI 3.1', async ({ request }) => {
  const answer = await request.get('/openapi.json');
  expect(answer.status()).toBe(200);
  const description = (await answer.json()) as { paths: Record<string, unknown> };
  const result = await new Validator().validate(description);
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  for (const path of ['/api/auth/login', '/api/companies', '/api/reports/invoices', '/health']) {
    expect(description.paths).toHaveProperty([path]);
  }
});

test('shows its description offline', async ({ page }) => {
  // The watch over every test fails on console errors, CSP violations and outside requests.
  await page.goto('/docs');
  await expect(page.getByText('/api/reports/invoices', { exact: true })).toBeVisible();
  await page.getByText('/api/reports/invoices', { exact: true }).click();
  await expect(page.getByText('partner_type').first()).toBeVisible();
});

test('serves the page with what keeps it safe', async ({ request }) => {
  const answer = await request.get('/');
  const headers = answer.headers();
  expect(headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/);
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBeTruthy();
});

test('lets browsers keep what never changes, and ask for what does', async ({ request }) => {
  const page = await request.get('/');
  expect(page.headers()['cache-control']).not.toContain('immutable');
  const [asset] = /\/assets\/[^"]+\.js/.exec(await page.text()) ?? [];
  expect(asset).toBeDefined();
  const script = await request.get(asset ?? '');
  expect(script.status()).toBe(200);
  expect(script.headers()['content-type']).toContain('javascript');
  expect(script.headers()['cache-control']).toContain('immutable');
  const again = await request.get('/', { headers: { 'If-None-Match': page.headers().etag ?? '' } });
  expect(again.status()).toBe(304);
});

test('answers an address of the page with the page, and a missing file with 404', async ({
  request,
}) => {
  const deep = await request.get('/reports/invoices/17?company_id=1', {
    headers: { Accept: 'text/html' },
  });
  expect(deep.status()).toBe(200);
  expect(await deep.text()).toContain('<div id="app">');
  expect((await request.get('/assets/missing-00000000.js')).status()).toBe(404);
  expect((await request.get('/api/missing')).status()).toBe(404);
});
