import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** Why the page could not start: the server gave no session or no companies. */
export const useStartStore = defineStore('start', () => {
  const error = shallowRef<unknown>(null);
  return { error };
});
