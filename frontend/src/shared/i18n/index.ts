import { createI18n } from 'vue-i18n';
import { en } from './en';
import { ro } from './ro';

export const languages = ['ro', 'en'] as const;
export type Language = (typeof languages)[number];

const STORAGE_KEY = 'roa2web.language';

/**
 * Romanian counts in three forms: 1 factură, 2-19 facturi, 20 de facturi (and 101-119 again without
 * "de"). A text with a fourth form begins with the one for zero.
 */
export function romanianPlural(count: number, forms: number): number {
  const first = forms > 3 ? 1 : 0;
  if (count === 0 && first === 1) return 0;
  if (count === 1) return first;
  const lastTwo = Math.abs(count) % 100;
  const few = count === 0 || (lastTwo > 0 && lastTwo < 20);
  return Math.min(first + (few ? 1 : 2), forms - 1);
}

function storedLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  return languages.find((language) => language === stored) ?? 'ro';
}

export const i18n = createI18n({
  legacy: false,
  locale: storedLanguage(),
  fallbackLocale: 'ro',
  messages: { ro, en },
  pluralRules: { ro: romanianPlural },
  missingWarn: false,
  fallbackWarn: false,
});

/** Adds a module's texts below its own name. */
export function addModuleMessages(language: Language, name: string, messages: object): void {
  (i18n.global.mergeLocaleMessage as (language: string, messages: object) => void)(language, {
    [name]: messages,
  });
}

export function currentLanguage(): Language {
  return i18n.global.locale.value as Language;
}

export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  localStorage.setItem(STORAGE_KEY, language);
  document.documentElement.lang = language;
}
