import { useI18n } from 'vue-i18n';

/** What users call a report that the cache knows as "trial-balance"; its own name where there is none. */
export function useReportNames() {
  const { t, te } = useI18n();

  function reportName(report: string): string {
    const key = report.replace(/[-_/](\w)/g, (_, letter: string) => letter.toUpperCase());
    return te(`reports.cache.names.${key}`) ? t(`reports.cache.names.${key}`) : report;
  }

  return { reportName };
}
