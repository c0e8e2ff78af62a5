/** The theme's colours as a chart takes them; the values are in styles/tokens.css. */
export interface Palette {
  ink: string;
  inkSoft: string;
  line: string;
  surface: string;
  moneyIn: string;
  moneyOut: string;
  result: string;
  /** From not yet due to over 90 days late. */
  late: readonly string[];
  font: string;
}

export function readPalette(element: Element = document.documentElement): Palette {
  const style = getComputedStyle(element);
  const get = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: get('--ink'),
    inkSoft: get('--ink-soft'),
    line: get('--line'),
    surface: get('--surface'),
    moneyIn: get('--chart-in'),
    moneyOut: get('--chart-out'),
    result: get('--chart-result'),
    late: [0, 1, 2, 3, 4].map((step) => get(`--chart-late-${step}`)),
    font: get('--sans'),
  };
}
