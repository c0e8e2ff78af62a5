import { expect, it } from 'vitest';
import { widestAmount } from './moneyWidth';

it('makes room for the longest amount', () => {
  expect(widestAmount(['1.00', '12345678.90'])).toBeCloseTo(10 * 0.6 + 3 * 0.3);
  expect(widestAmount(['-12345678.90'])).toBeGreaterThan(widestAmount(['12345678.90']));
});

it('has room for five figures where there is less', () => {
  expect(widestAmount([])).toBeCloseTo(widestAmount(['99999.99']));
});
