import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
  AxisPointerComponentOption,
  GridComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { Palette } from './palette';
import { fromBani, formatMoney, toBani } from '@/shared/format/money';

/* What all charts of the page have in common. */

export type ChartOption = ComposeOption<
  | AxisPointerComponentOption
  | BarSeriesOption
  | LineSeriesOption
  | GridComponentOption
  | TooltipComponentOption
>;

/** Lei, for the length of a bar only: what is written comes from the decimal text. */
export const lengthOf = (amount: string): number => Number(toBani(amount)) / 100;

/** "1,2 mil." for axes and summaries, where every digit would be noise. */
export function shortMoney(lei: number, units: { thousand: string; million: string }): string {
  const size = Math.abs(lei);
  const sign = lei < 0 ? '\u2212' : '';
  const text = (value: number, digits: number) =>
    String(Number(value.toFixed(value < 10 ? digits : value < 100 ? digits - 1 : 0))).replace(
      '.',
      ',',
    );
  if (size >= 999_500) return `${sign}${text(size / 1_000_000, 2)} ${units.million}`;
  if (size >= 1000) return `${sign}${text(size / 1000, 1)} ${units.thousand}`;
  return `${sign}${Math.round(size)}`;
}

/** Rounds to whole lei: "1.234.568". */
export function wholeLei(amount: string): string {
  const bani = toBani(amount);
  const rounded = ((bani < 0n ? bani - 50n : bani + 50n) / 100n) * 100n;
  return formatMoney(fromBani(rounded)).slice(0, -3);
}

export interface TooltipLine {
  colour?: string;
  name: string;
  value: string;
}

/** Built of nodes, not of markup: a partner's name stays a text whatever stands in it. */
export function tooltipContent(title: string, lines: TooltipLine[], hint?: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'chart-tip';
  const head = document.createElement('strong');
  head.textContent = title;
  box.append(head);
  for (const line of lines) {
    const row = document.createElement('div');
    const dot = document.createElement('i');
    if (line.colour) dot.style.background = line.colour;
    const name = document.createElement('span');
    name.textContent = line.name;
    const value = document.createElement('b');
    value.textContent = line.value;
    row.append(dot, name, value);
    box.append(row);
  }
  if (hint) {
    const foot = document.createElement('small');
    foot.textContent = hint;
    box.append(foot);
  }
  return box;
}

export function tooltipStyle(palette: Palette): TooltipComponentOption {
  return {
    backgroundColor: palette.surface,
    borderColor: palette.line,
    borderWidth: 1,
    padding: 0,
    confine: true,
    transitionDuration: 0,
    textStyle: { color: palette.ink, fontFamily: palette.font, fontSize: 13 },
    extraCssText: 'border-radius:8px;box-shadow:0 6px 24px rgba(8,24,20,.16);',
  };
}

export const axisText = (palette: Palette) => ({
  color: palette.inkSoft,
  fontFamily: palette.font,
  fontSize: 12,
});

export const bareAxis = { axisLine: { show: false }, axisTick: { show: false } } as const;

/** The labels of the axes stay within the grid's bounds. */
export const labelsInside = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' } as const;
