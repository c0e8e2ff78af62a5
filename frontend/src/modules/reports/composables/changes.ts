import { formatMoney, fromBani, toBani } from '@/shared/format/money';

/** How a figure has moved since another time. */
export interface Change {
  direction: 'up' | 'down' | 'same';
  /** Without a sign, as decimal text. */
  amount: string;
  /** Without a sign, "12,4%"; null where it says nothing: from zero, or beyond a thousand. */
  percent: string | null;
}

const sizeOf = (value: bigint) => (value < 0n ? -value : value);

const MOST = 10_000n; // tenths of a percent

/** One decimal, rounded half up: "12,4". */
function tenths(value: bigint): string {
  return `${value / 10n},${value % 10n}`;
}

export function compare(now: string, before: string): Change {
  const first = toBani(before);
  const difference = toBani(now) - first;
  const size = sizeOf(difference);
  const base = sizeOf(first);
  const permille = base === 0n ? null : (size * 2000n + base) / (base * 2n);
  return {
    direction: difference === 0n ? 'same' : difference > 0n ? 'up' : 'down',
    amount: fromBani(size),
    percent: permille === null || permille >= MOST ? null : `${tenths(permille)}%`,
  };
}

/** A part of a whole, "12,4%"; empty where the whole is nothing. */
export function shareOf(part: string, whole: string): string {
  const [some, all] = [toBani(part), toBani(whole)];
  if (all === 0n) return '';
  const permille = (sizeOf(some) * 2000n + sizeOf(all)) / (sizeOf(all) * 2n);
  const negative = permille > 0n && some < 0n !== all < 0n;
  return `${negative ? '\u2212' : ''}${tenths(permille)}%`;
}

export function sumOf(amounts: readonly string[]): string {
  return fromBani(amounts.reduce((sum, amount) => sum + toBani(amount), 0n));
}

/** With the sign in front in both directions: "+1.234,50". */
export function signedMoney(change: Change): string {
  const text = formatMoney(change.amount);
  if (change.direction === 'same') return text;
  return `${change.direction === 'up' ? '+' : '\u2212'}${text}`;
}
