// @vitest-environment node
import { expect, it } from 'vitest';
import { safeRedirect } from './safeRedirect';

it('follows addresses of the page', () => {
  expect(safeRedirect('/reports/invoices?company_id=3')).toBe('/reports/invoices?company_id=3');
});

it.each([
  undefined,
  '',
  'https://example.org',
  '//example.org',
  '/\\example.org',
  'javascript:alert(1)',
  ['/a'],
])('does not follow %j', (value) => {
  expect(safeRedirect(value)).toBe('/');
});
