// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  formatMoney,
  formatQuantity,
  fromBani,
  isNegative,
  isZero,
  parseMoney,
  toBani,
} from './money';

describe('formatMoney', () => {
  it.each([
    ['0.00', '0,00'],
    ['5', '5,00'],
    ['1234.5', '1.234,50'],
    ['1234.50', '1.234,50'],
    ['999999.99', '999.999,99'],
    ['1000000.00', '1.000.000,00'],
    ['-1234.50', '\u22121.234,50'],
    ['-0.00', '0,00'],
    // Beyond what a double holds exactly.
    ['90071992547409.93', '90.071.992.547.409,93'],
  ])('shows %s as %s', (machine, screen) => {
    expect(formatMoney(machine)).toBe(screen);
  });

  it('leaves what is no amount alone', () => {
    expect(formatMoney('n/a')).toBe('n/a');
  });
});

describe('parseMoney', () => {
  it.each([
    ['1.234,50', '1234.50'],
    ['1234,5', '1234.50'],
    ['1234.50', '1234.50'],
    ['1,234.50', '1234.50'],
    ['1 234', '1234.00'],
    ['1.234', '1234.00'],
    ['007', '7.00'],
    ['-12,30', '-12.30'],
    ['\u2212' + '12,30', '-12.30'],
  ])('reads %s as %s', (typed, machine) => {
    expect(parseMoney(typed)).toBe(machine);
  });

  it.each(['', 'abc', '1.23.4', '12,345,6', '1,2,3', '12,345.678', '--5'])(
    'refuses %j',
    (typed) => {
      expect(parseMoney(typed)).toBeNull();
    },
  );

  it('reads back what it shows', () => {
    expect(parseMoney(formatMoney('-9876543.21'))).toBe('-9876543.21');
  });
});

describe('bani', () => {
  it('are exact both ways', () => {
    expect(toBani('-1234.5')).toBe(-123450n);
    expect(fromBani(-123450n)).toBe('-1234.50');
    expect(fromBani(7n)).toBe('0.07');
    expect(fromBani(toBani('90071992547409.93'))).toBe('90071992547409.93');
  });

  it('tell nothing and less than nothing apart', () => {
    expect([isZero('0.00'), isZero('0.01')]).toEqual([true, false]);
    expect([isNegative('-0.01'), isNegative('0.00')]).toEqual([true, false]);
  });
});

describe('formatQuantity', () => {
  it.each([
    ['12.000', '12'],
    ['1.250', '1,25'],
    ['12500', '12.500'],
    [19, '19'],
  ])('shows %s as %s', (quantity, screen) => {
    expect(formatQuantity(quantity)).toBe(screen);
  });
});
