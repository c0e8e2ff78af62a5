import type { CashFlow } from '../api';
import {
  axisText,
  bareAxis,
  lengthOf,
  shortMoney,
  tooltipContent,
  tooltipStyle,
  type ChartOption,
} from '@/shared/charts/chartOption';
import type { Palette } from '@/shared/charts/palette';
import { formatDay } from '@/shared/format/date';
import { formatMoney } from '@/shared/format/money';

export interface CashFlowTexts {
  names: { in: string; out: string; balance: string };
  hint: string;
  units: { thousand: string; million: string };
}

/** Each week: what comes in above the line, what goes out below it, and the cash that is left. */
export function cashFlowOption(flow: CashFlow, texts: CashFlowTexts) {
  const { weeks } = flow;
  const days = weeks.map((week) => formatDay(week.date_from).slice(0, 5));
  const amounts = (palette: Palette) => ({
    type: 'value' as const,
    axisLabel: {
      ...axisText(palette),
      formatter: (value: number) => shortMoney(value, texts.units),
    },
    splitLine: { lineStyle: { color: palette.line } },
  });
  return (palette: Palette): ChartOption => ({
    // The cash above, what moves it below: of a size of their own, with the same weeks.
    grid: [
      { left: 64, right: 6, top: 12, height: '32%' },
      { left: 64, right: 6, top: '45%', bottom: 26 },
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: [
      { type: 'category', data: days, gridIndex: 0, ...bareAxis, axisLabel: { show: false } },
      {
        type: 'category',
        data: days,
        gridIndex: 1,
        ...bareAxis,
        axisLabel: { ...axisText(palette), hideOverlap: true },
      },
    ],
    yAxis: [
      { ...amounts(palette), gridIndex: 0, splitNumber: 2, scale: true },
      { ...amounts(palette), gridIndex: 1, splitNumber: 3 },
    ],
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.inkSoft, opacity: 0.09 } },
      formatter: (items) => {
        const week = weeks[(Array.isArray(items) ? items[0] : items)?.dataIndex ?? 0];
        if (!week) return '';
        const { names } = texts;
        return tooltipContent(
          `${formatDay(week.date_from)} – ${formatDay(week.date_to)}`,
          [
            { colour: palette.moneyIn, name: names.in, value: formatMoney(week.in) },
            { colour: palette.moneyOut, name: names.out, value: formatMoney(week.out) },
            { colour: palette.result, name: names.balance, value: formatMoney(week.balance) },
          ],
          texts.hint,
        );
      },
    },
    series: [
      {
        type: 'bar',
        name: texts.names.in,
        stack: 'week',
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: weeks.map((week) => lengthOf(week.in)),
        itemStyle: { color: palette.moneyIn, borderRadius: [3, 3, 0, 0] },
        barMaxWidth: 26,
        barCategoryGap: '34%',
        cursor: 'pointer',
      },
      {
        type: 'bar',
        name: texts.names.out,
        stack: 'week',
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: weeks.map((week) => -lengthOf(week.out)),
        itemStyle: { color: palette.moneyOut, borderRadius: [0, 0, 3, 3] },
        barMaxWidth: 26,
        cursor: 'pointer',
      },
      {
        type: 'line',
        name: texts.names.balance,
        data: weeks.map((week) => lengthOf(week.balance)),
        symbol: 'circle',
        symbolSize: 6,
        lineStyle: { width: 2.5, color: palette.result },
        itemStyle: { color: palette.result, borderColor: palette.surface, borderWidth: 1.5 },
        areaStyle: { color: palette.result, opacity: 0.08 },
        silent: true,
        z: 5,
      },
    ],
  });
}
