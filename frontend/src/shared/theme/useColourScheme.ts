import { readonly, ref } from 'vue';

export const colourSchemes = ['light', 'dark', 'system'] as const;
export type ColourScheme = (typeof colourSchemes)[number];

const STORAGE_KEY = 'roa2web.colour-scheme';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

const stored = localStorage.getItem(STORAGE_KEY);
const scheme = ref<ColourScheme>(colourSchemes.find((name) => name === stored) ?? 'system');

function paint(): void {
  const dark = scheme.value === 'dark' || (scheme.value === 'system' && systemDark.matches);
  document.documentElement.classList.toggle('dark', dark);
}

systemDark.addEventListener('change', paint);
// Paper is white.
window.addEventListener('beforeprint', () => document.documentElement.classList.remove('dark'));
window.addEventListener('afterprint', paint);

/** Light, dark, or what the system says. public/theme.js does the same before the first paint. */
export function useColourScheme() {
  function setScheme(choice: ColourScheme): void {
    scheme.value = choice;
    localStorage.setItem(STORAGE_KEY, choice);
    paint();
  }
  return { scheme: readonly(scheme), setScheme };
}
