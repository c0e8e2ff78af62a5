import type { LedgerEntry, TreasuryOperation } from '../api';
import { formatMoney, fromBani, toBani } from '@/shared/format/money';

/** A line of a ledger, of a statement or of a treasury register. */
export interface Operation extends Omit<LedgerEntry, 'account'> {
  /** Which of several accounts it stands on; absent where there is only one. */
  account?: string;
}

/** Money in is a debit of the treasury account, money out a credit. */
export function operationOfTreasury(row: TreasuryOperation): Operation {
  const { in: debit, out: credit, ...rest } = row;
  return { ...rest, debit, credit };
}

export type Side = 'debit' | 'credit' | null;

/** On which side a balance (debit less credit) stands. */
export function sideOf(balance: string): Side {
  const bani = toBani(balance);
  return bani === 0n ? null : bani > 0n ? 'debit' : 'credit';
}

/** A balance without its sign: its side is said in words. */
export function formatUnsigned(balance: string): string {
  const bani = toBani(balance);
  return formatMoney(fromBani(bani < 0n ? -bani : bani));
}

/** "12345" as "12.345". */
export const formatCount = (value: number): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, '.');
