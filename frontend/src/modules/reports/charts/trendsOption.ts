import type { Trends } from '../api';
import {
  axisText,
  bareAxis,
  labelsInside,
  lengthOf,
  shortMoney,
  tooltipContent,
  tooltipStyle,
  type ChartOption,
} from '@/shared/charts/chartOption';
import type { Palette } from '@/shared/charts/palette';
import { formatMoney } from '@/shared/format/money';

export type TrendsView = 'result' | 'money';

export interface TrendsTexts {
  /** By series: in, out, line. */
  names: [string, string, string];
  months: { short: string; full: string }[];
  hint: string;
  units: { thousand: string; million: string };
}

/** The three series of a view, as decimal text. */
export function seriesOf(trends: Trends, view: TrendsView): [string[], string[], string[]] {
  return view === 'result'
    ? [trends.revenue, trends.expenses, trends.profit]
    : [trends.cash_in, trends.cash_out, trends.cash];
}

/** Two bars a month, and the line that they come to. */
export function trendsOption(trends: Trends, view: TrendsView, texts: TrendsTexts) {
  const [first, second, line] = seriesOf(trends, view);
  return (palette: Palette): ChartOption => {
    const colours = [palette.moneyIn, palette.moneyOut, palette.result];
    const bar = (amounts: string[], index: 0 | 1) => ({
      type: 'bar' as const,
      name: texts.names[index],
      data: amounts.map(lengthOf),
      itemStyle: { color: colours[index], borderRadius: [3, 3, 0, 0] },
      barMaxWidth: 18,
      barGap: '12%',
      barCategoryGap: '36%',
      cursor: 'pointer',
    });
    return {
      grid: { left: 4, right: 4, top: 14, bottom: 6, ...labelsInside },
      xAxis: {
        type: 'category',
        data: texts.months.map((month) => month.short),
        ...bareAxis,
        axisLabel: { ...axisText(palette), hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        splitNumber: 4,
        axisLabel: {
          ...axisText(palette),
          formatter: (value: number) => shortMoney(value, texts.units),
        },
        splitLine: { lineStyle: { color: palette.line } },
      },
      tooltip: {
        ...tooltipStyle(palette),
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: palette.inkSoft, opacity: 0.09 } },
        formatter: (items) => {
          const index = (Array.isArray(items) ? items[0] : items)?.dataIndex ?? 0;
          const lines = [first, second, line].map((amounts, series) => ({
            colour: colours[series] ?? '',
            name: texts.names[series as 0 | 1 | 2],
            value: formatMoney(amounts[index] ?? ''),
          }));
          return tooltipContent(texts.months[index]?.full ?? '', lines, texts.hint);
        },
      },
      series: [
        bar(first, 0),
        bar(second, 1),
        {
          type: 'line',
          name: texts.names[2],
          data: line.map(lengthOf),
          symbol: 'circle',
          symbolSize: 7,
          lineStyle: { width: 2.5, color: palette.result },
          itemStyle: { color: palette.result, borderColor: palette.surface, borderWidth: 1.5 },
          cursor: 'pointer',
          z: 5,
        },
      ],
    };
  };
}
