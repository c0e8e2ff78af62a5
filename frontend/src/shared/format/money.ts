/*
 * Amounts come and go as decimal text, "1234.50". They are shown as Romanians write them,
 * "1.234,50", by moving characters: no amount ever passes through a floating-point number.
 */

const MACHINE = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** "-1234.5" becomes "-1.234,50"; what is no amount comes back as it is. */
export function formatMoney(amount: string): string {
  const match = MACHINE.exec(amount);
  if (!match) return amount;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  const text = `${grouped},${fraction.padEnd(2, '0')}`;
  // A true minus sign is as wide as a digit, so that columns stay aligned.
  return sign && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

/** Reads what a person typed, "1.234,5", "1234.50" or "1 234"; null where it is no amount. */
export function parseMoney(text: string): string | null {
  const compact = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^\u2212/, '-');
  let match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(compact);
  if (match) return machine(match[1], (match[2] ?? '').replaceAll('.', ''), match[3]);
  match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(compact);
  if (match) return machine(match[1], (match[2] ?? '').replaceAll(',', ''), match[3]);
  return null;
}

function machine(sign = '', whole: string, fraction = ''): string {
  const trimmed = whole.replace(/^0+(?=\d)/, '');
  // Within the range of the server's integer bani.
  if (trimmed.length > 15) return `${sign}${'9'.repeat(15)}.99`;
  return `${sign}${trimmed}.${fraction.padEnd(2, '0')}`;
}

/** Bani, exact for every amount below 90 million million lei. */
export function toBani(amount: string): bigint {
  const match = MACHINE.exec(amount);
  if (!match) return 0n;
  const value = BigInt((match[2] ?? '0') + (match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -value : value;
}

export function fromBani(bani: bigint): string {
  const sign = bani < 0n ? '-' : '';
  const digits = (bani < 0n ? -bani : bani).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const isZero = (amount: string): boolean => toBani(amount) === 0n;
export const isNegative = (amount: string): boolean => toBani(amount) < 0n;

/** Quantities keep only the decimals they have: "12.000" becomes "12", "1.250" becomes "1,25". */
export function formatQuantity(quantity: string | number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(quantity));
  if (!match) return String(quantity);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const decimals = fraction.replace(/0+$/, '');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${sign ? '\u2212' : ''}${grouped}${decimals ? `,${decimals}` : ''}`;
}
