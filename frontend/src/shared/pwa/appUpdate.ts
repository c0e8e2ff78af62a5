import { ref } from 'vue';

/*
 * The page's files are kept in the browser by a service worker (worker/sw.js), so that the page opens
 * without a network. A new version is fetched in the background and waits until the user agrees:
 * nobody loses what they are writing.
 */

/** A tab that stays open for days looks for a new version now and then. */
const LOOK_MS = 60 * 60_000;

const waiting = ref<ServiceWorker | null>(null);
let agreed = false;

function follow(registration: ServiceWorkerRegistration): void {
  const { serviceWorker } = navigator;
  // Without a controller this is the first visit: there is no older page to take the place of.
  const offer = () => {
    if (registration.waiting && serviceWorker.controller) waiting.value = registration.waiting;
  };
  offer();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => installing.state === 'installed' && offer());
  });
  // Where the server cannot be reached there is nothing new either.
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
  });
}

/** Called once, by the page. Does nothing where the browser has no service workers (no https). */
export async function keepAppFiles(): Promise<void> {
  const serviceWorker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!serviceWorker) return;
  serviceWorker.addEventListener('controllerchange', () => {
    if (agreed) window.location.reload();
  });
  try {
    follow(await serviceWorker.register('/sw.js'));
  } catch {
    // The page works without it, as long as there is a network.
  }
}

/** The new version that waits, and how to change to it. */
export function useAppUpdate() {
  function change(): void {
    agreed = true;
    waiting.value?.postMessage('activate');
  }
  return { waiting, change, later: () => (waiting.value = null) };
}
