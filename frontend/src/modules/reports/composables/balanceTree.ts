import type { BalanceColumns, BalanceRow } from '../api';
import { isZero, toBani } from '@/shared/format/money';

/* The trial balance as rows below each other: synthetic accounts, and below an open one its analytics. */

export const pairs = ['opening', 'period', 'total', 'closing'] as const;
export type Pair = (typeof pairs)[number];

export interface BalanceLine {
  row: BalanceRow;
  level: 1 | 2;
  /** Open or closed; null for an account without analytics. */
  expanded: boolean | null;
}

export const debitOf = (columns: BalanceColumns, pair: Pair): string => columns[`${pair}_debit`];
export const creditOf = (columns: BalanceColumns, pair: Pair): string => columns[`${pair}_credit`];

/** Lower case, without the diacritics: "Țesătorie" is found as "tesatorie". */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** No turnover in the month and no balance at its end. */
export const isIdle = (row: BalanceColumns): boolean =>
  isZero(row.period_debit) &&
  isZero(row.period_credit) &&
  isZero(row.closing_debit) &&
  isZero(row.closing_credit);

/** The analytics of each synthetic account; an account that is its own leaf has none. */
export function analyticsBySynthetic(items: BalanceRow[]): Map<string, BalanceRow[]> {
  const children = new Map<string, BalanceRow[]>();
  for (const row of items) {
    if (row.account === row.synthetic) continue;
    const list = children.get(row.synthetic);
    if (list) list.push(row);
    else children.set(row.synthetic, [row]);
  }
  return children;
}

/** By the beginning of the account, or by any part of the name. */
function matcher(search: string): (row: BalanceRow) => boolean {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return (row) => {
    const name = fold(row.name);
    return words.every((word) => row.account.startsWith(word) || name.includes(word));
  };
}

export function balanceLines(
  synthetics: BalanceRow[],
  children: Map<string, BalanceRow[]>,
  options: { isOpen: (account: string) => boolean; search: string; hideIdle: boolean },
): BalanceLine[] {
  const lines: BalanceLine[] = [];
  const search = options.search.trim();
  const matches = matcher(search);
  const kept = (row: BalanceRow) => !options.hideIdle || !isIdle(row);
  for (const row of synthetics) {
    const all = (children.get(row.account) ?? []).filter(kept);
    const found = search ? all.filter(matches) : [];
    const own = !search || matches(row);
    if (!own && found.length === 0) continue;
    if (!kept(row) && all.length === 0) continue;
    // What was found inside an account is shown, whether the account is open or not.
    const expanded = all.length === 0 ? null : options.isOpen(row.account) || !own;
    lines.push({ row, level: 1, expanded });
    if (!expanded) continue;
    const below = own ? all : found;
    for (const child of below) lines.push({ row: child, level: 2, expanded: null });
  }
  return lines;
}

/** Debit less credit, in bani. */
export const differenceOf = (columns: BalanceColumns, pair: Pair): bigint =>
  toBani(debitOf(columns, pair)) - toBani(creditOf(columns, pair));
