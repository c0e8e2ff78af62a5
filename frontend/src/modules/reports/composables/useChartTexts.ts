import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

/** Words that every chart needs. */
export function useChartTexts() {
  const { t } = useI18n();
  const units = computed(() => ({
    thousand: t('reports.dashboard.chart.thousand'),
    million: t('reports.dashboard.chart.million'),
  }));
  return { units };
}
