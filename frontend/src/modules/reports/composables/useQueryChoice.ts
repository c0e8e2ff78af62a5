import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** One of a few values, kept in the page's address; the first is the default and is left out. */
export function useQueryChoice<T extends string>(
  name: string,
  values: readonly [T, ...T[]],
): WritableComputedRef<T> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => values.find((value) => value === route.query[name]) ?? values[0],
    set: (value) => {
      // The router leaves out what is undefined.
      const chosen = value === values[0] ? undefined : value;
      void router.push({ query: { ...route.query, [name]: chosen } });
    },
  });
}
