import { useI18n } from 'vue-i18n';

/** Seconds in words: "45 s", "3 min", "2 h 5 min", "4 z 2 h". */
export function useDuration() {
  const { t } = useI18n();

  function duration(seconds: number): string {
    const s = Math.max(0, Math.round(seconds));
    if (s < 60) return t('duration.seconds', { n: s });
    if (s < 3600) return t('duration.minutes', { n: Math.ceil(s / 60) });
    if (s < 86_400) {
      return t('duration.hours', { h: Math.floor(s / 3600), m: Math.floor((s % 3600) / 60) });
    }
    return t('duration.days', { d: Math.floor(s / 86_400), h: Math.floor((s % 86_400) / 3600) });
  }

  return { duration };
}
