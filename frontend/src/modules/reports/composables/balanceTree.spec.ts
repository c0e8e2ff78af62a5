import { describe, expect, it } from 'vitest';
import { balanceRow } from '../testing/books';
import { analyticsBySynthetic, balanceLines, differenceOf, fold } from './balanceTree';

const synthetics = [
  balanceRow('371', 'Mărfuri', { closing_debit: '5.00' }),
  balanceRow('401', 'Furnizori', { closing_credit: '3.00' }),
  balanceRow('542', 'Avansuri', { opening_debit: '1.00' }),
];
const children = analyticsBySynthetic([
  balanceRow('371', 'Mărfuri'),
  balanceRow('401.00001', 'Țesătoria Română SA', { closing_credit: '3.00' }),
  balanceRow('401.00002', 'Agro Șomeș SRL', { opening_credit: '1.00' }),
]);
const show = (options: { open?: string[]; search?: string; hideIdle?: boolean } = {}) =>
  balanceLines(synthetics, children, {
    isOpen: (account) => options.open?.includes(account) ?? false,
    search: options.search ?? '',
    hideIdle: options.hideIdle ?? false,
  }).map((line) => `${line.level} ${line.row.account} ${line.expanded ?? '-'}`);

describe('balanceLines', () => {
  it('shows synthetic accounts, and says which have analytics', () => {
    expect(show()).toEqual(['1 371 -', '1 401 false', '1 542 -']);
  });

  it('shows the analytics below an open account', () => {
    expect(show({ open: ['401'] })).toEqual([
      '1 371 -',
      '1 401 true',
      '2 401.00001 -',
      '2 401.00002 -',
      '1 542 -',
    ]);
  });

  it('finds an account by how it begins and a name by any part, without diacritics', () => {
    expect(show({ search: '54' })).toEqual(['1 542 -']);
    expect(show({ search: 'marf' })).toEqual(['1 371 -']);
    expect(show({ search: '01' })).toEqual([]);
  });

  it('opens an account in which something was found, and shows only that', () => {
    expect(show({ search: 'tesatoria ROM' })).toEqual(['1 401 true', '2 401.00001 -']);
  });

  it('hides accounts without turnover and closing balance', () => {
    expect(show({ hideIdle: true, open: ['401'] })).toEqual([
      '1 371 -',
      '1 401 true',
      '2 401.00001 -',
    ]);
  });
});

it('folds capitals and every Romanian letter', () => {
  expect(fold('ȘȚĂÂÎ şţ')).toBe('staai st');
});

it('tells by how much a pair does not balance', () => {
  expect(differenceOf(balanceRow('1', '', { period_debit: '1.00' }), 'period')).toBe(100n);
  expect(differenceOf(balanceRow('1', ''), 'closing')).toBe(0n);
});
