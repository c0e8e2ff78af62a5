import { readonly, ref } from 'vue';

/*
 * Whether the page is being printed just now. One answer for all: a part that is only there on paper
 * begins to exist after the browser has said so.
 */
const printing = ref(false);

if (typeof window !== 'undefined') {
  window.addEventListener('beforeprint', () => (printing.value = true));
  window.addEventListener('afterprint', () => (printing.value = false));
}

export const usePrinting = () => readonly(printing);
