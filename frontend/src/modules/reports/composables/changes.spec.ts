import { describe, expect, it } from 'vitest';
import { compare, shareOf, sumOf } from './changes';

describe('compare', () => {
  it.each([
    ['120.00', '100.00', { direction: 'up', amount: '20.00', percent: '20,0%' }],
    ['100.00', '120.00', { direction: 'down', amount: '20.00', percent: '16,7%' }],
    ['100.00', '100.00', { direction: 'same', amount: '0.00', percent: '0,0%' }],
    // A smaller loss is a rise; its percent is of the size of the loss before.
    ['-50.00', '-100.00', { direction: 'up', amount: '50.00', percent: '50,0%' }],
    ['50.00', '-100.00', { direction: 'up', amount: '150.00', percent: '150,0%' }],
    ['100.00', '0.00', { direction: 'up', amount: '100.00', percent: null }],
    ['100000.00', '1.00', { direction: 'up', amount: '99999.00', percent: null }],
    ['1000.04', '1000.00', { direction: 'up', amount: '0.04', percent: '0,0%' }],
  ])('of %s with %s', (now, before, change) => {
    expect(compare(now, before)).toEqual(change);
  });

  it('is exact where a floating-point number is not', () => {
    expect(compare('90071992547409.93', '90071992547409.92').amount).toBe('0.01');
  });
});

describe('shareOf', () => {
  it.each([
    ['25.00', '100.00', '25,0%'],
    ['1.00', '3.00', '33,3%'],
    ['2.00', '3.00', '66,7%'],
    ['-25.00', '100.00', '\u221225,0%'],
    ['-25.00', '-100.00', '25,0%'],
    ['-0.01', '100000.00', '0,0%'],
    ['5.00', '0.00', ''],
  ])('of %s in %s is %s', (part, whole, share) => {
    expect(shareOf(part, whole)).toBe(share);
  });
});

it('adds amounts up to the ban', () => {
  expect(sumOf(['0.10', '0.20', '-0.30', '1234.50'])).toBe('1234.50');
  expect(sumOf([])).toBe('0.00');
});
