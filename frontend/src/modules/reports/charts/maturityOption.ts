import type { Maturity } from '../api';
import { shareOf } from '../composables/changes';
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

export interface MaturityTexts {
  buckets: { short: string; full: string }[];
  amount: string;
  share: string;
  invoices: string;
  hint: string;
  units: { thousand: string; million: string };
}

/** A bar for each bucket, from not due to long overdue, with its amount above it. */
export function maturityOption(maturity: Maturity, texts: MaturityTexts) {
  const { buckets, total } = maturity;
  return (palette: Palette): ChartOption => ({
    grid: { left: 4, right: 4, top: 26, bottom: 6, ...labelsInside },
    xAxis: {
      type: 'category',
      data: texts.buckets.map((bucket) => bucket.short),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { ...axisText(palette), interval: 0 },
    },
    yAxis: { type: 'value', ...bareAxis, axisLabel: { show: false }, splitLine: { show: false } },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: (items) => {
        const index = (Array.isArray(items) ? items[0] : items)?.dataIndex ?? 0;
        const bucket = buckets[index];
        if (!bucket) return '';
        const lines = [
          { name: texts.amount, value: formatMoney(bucket.amount) },
          { name: texts.share, value: shareOf(bucket.amount, total) },
          { name: texts.invoices, value: String(bucket.invoices) },
        ];
        return tooltipContent(texts.buckets[index]?.full ?? '', lines, texts.hint);
      },
    },
    series: [
      {
        type: 'bar',
        data: buckets.map((bucket, index) => ({
          value: lengthOf(bucket.amount),
          itemStyle: { color: palette.late[index] ?? palette.inkSoft },
        })),
        itemStyle: { borderRadius: [4, 4, 0, 0] },
        barMaxWidth: 64,
        barCategoryGap: '28%',
        barMinHeight: 2,
        cursor: 'pointer',
        label: {
          show: true,
          position: 'top',
          color: palette.ink,
          fontFamily: palette.font,
          fontSize: 12,
          fontWeight: 600,
          formatter: ({ dataIndex }) =>
            shortMoney(lengthOf(buckets[dataIndex]?.amount ?? '0'), texts.units),
        },
      },
    ],
  });
}
