import { formatMoney } from '@/shared/format/money';

/** Widths in the page's font, in parts of its size: all digits are as wide, points are narrower. */
const DIGIT = 0.6;
const POINT = 0.3;

/** Room that the longest of the amounts needs in a column, in em, without the cell's padding. */
export function widestAmount(amounts: string[]): number {
  const widths = amounts.map((amount) => {
    const text = formatMoney(amount);
    const points = text.match(/[.,]/g)?.length ?? 0;
    return (text.length - points) * DIGIT + points * POINT;
  });
  // "99.999,99" at least, so that small books do not look cramped.
  return Math.max(7 * DIGIT + 2 * POINT, ...widths);
}
