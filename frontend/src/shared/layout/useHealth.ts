import { onScopeDispose, readonly, ref, shallowRef } from 'vue';
import { sessionKeeper } from '@/shared/session/sessionKeeper';

/**
 * What /health says. Written by hand: the route answers 200 or 503 with the same body, and the
 * server's description names the bodies of good answers only.
 */
export interface Health {
  status: 'ok' | 'degraded' | 'down';
  version: string;
  uptime_seconds: number;
  components?: Record<
    string,
    {
      status: 'ok' | 'disabled' | 'starting' | 'degraded' | 'down';
      latency_ms?: number | null;
      /** Empty for those without system.view. */
      detail?: string | null;
    }
  >;
}

/** A minute between two looks; a page in the background does not look at all. */
const PERIOD_MS = 60_000;

/** How the server is: asked now and then every minute while someone may be looking. */
export function useHealth(periodMs = PERIOD_MS) {
  const health = shallowRef<Health | null>(null);
  const unreachable = ref(false);
  const checkedAt = ref<Date | null>(null);
  const busy = ref(false);

  async function check(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    try {
      // A system that is down answers 503 with the same body, so the status says nothing here.
      const token = await sessionKeeper.validToken();
      const response = await fetch('/health', {
        headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
      });
      health.value = (await response.json()) as Health;
      unreachable.value = false;
    } catch {
      unreachable.value = true;
    } finally {
      checkedAt.value = new Date();
      busy.value = false;
    }
  }

  const timer = setInterval(() => {
    if (!document.hidden) void check();
  }, periodMs);
  onScopeDispose(() => clearInterval(timer));
  void check();

  return {
    health: readonly(health),
    unreachable: readonly(unreachable),
    checkedAt: readonly(checkedAt),
    busy: readonly(busy),
    check,
  };
}
