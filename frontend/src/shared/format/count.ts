/** A whole number as Romanians write it: 12345 becomes "12.345". */
export function formatCount(count: number): string {
  return String(count)
    .replace(/\B(?=(\d{3})+$)/g, '.')
    .replace('-', '\u2212');
}
