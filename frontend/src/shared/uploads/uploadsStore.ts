import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { httpClient } from '@/shared/api/client';
import { useSessionStore } from '@/shared/session/sessionStore';
import { UploadQueue, type QueueState, type SentFile } from './uploadQueue';
import { UploadStore, type WaitingFile } from './uploadStore';

export interface NewUpload {
  companyId: number;
  path: string;
  page: string;
  files: readonly File[];
}

/** 32 hexadecimal digits; `randomUUID` is missing where the page has no https. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function send(file: WaitingFile, content: Blob, signal: AbortSignal): Promise<unknown> {
  const body = new FormData();
  body.append('file', content, file.name);
  return httpClient.request('post', file.path, {
    query: { company_id: file.companyId },
    headers: { 'Idempotency-Key': file.key },
    body,
    signal,
  });
}

/** The files that wait to be sent, and how far the sending has come. */
export const useUploadsStore = defineStore('uploads', () => {
  const session = useSessionStore();
  const queue = new UploadQueue({ store: new UploadStore(), send });
  const state = shallowRef<QueueState>({ files: [], sending: null, away: false });
  /** Since the queue was empty the last time. */
  const sent = ref(0);
  /** The browser keeps no files: a private window, or no room left. */
  const broken = shallowRef<unknown>(null);

  queue.onChange((now) => {
    state.value = now;
  });
  queue.onSent(() => (sent.value += 1));

  const waiting = computed(() => state.value.files.filter((file) => file.refusal === null));
  const refused = computed(() => state.value.files.filter((file) => file.refusal !== null));
  const total = computed(() => sent.value + waiting.value.length);

  /** The files of a user, also before the server has confirmed who it is. */
  async function follow(userId: number): Promise<void> {
    try {
      await queue.start(userId);
    } catch (error) {
      broken.value = error;
    }
  }

  watch(
    () => session.user?.id,
    (id) => {
      sent.value = 0;
      if (id === undefined) queue.end();
      else void follow(Number(id));
    },
    { immediate: true },
  );

  /**
   * Keeps the files and sends them in the background; gives their keys. Throws at the first that the
   * browser cannot keep: those before it are safe.
   */
  async function add(upload: NewUpload, userId = session.user?.id): Promise<string[]> {
    if (userId === undefined) throw new Error('nobody is signed in');
    if (waiting.value.length === 0) sent.value = 0;
    const now = Date.now();
    const keys: string[] = [];
    for (const [index, file] of upload.files.entries()) {
      const waits: WaitingFile = {
        key: newKey(),
        userId: Number(userId),
        companyId: upload.companyId,
        path: upload.path,
        page: upload.page,
        name: file.name,
        type: file.type,
        size: file.size,
        addedAt: now + index,
        attempts: 0,
        refusal: null,
      };
      await queue.add(waits, await file.arrayBuffer());
      keys.push(waits.key);
    }
    broken.value = null;
    // Asks the browser not to throw the files away when its disk is full; it may say no.
    void navigator.storage?.persist?.().catch(() => false);
    return keys;
  }

  /** Called once, by the page shell. */
  function followNetwork(): () => void {
    const kick = () => queue.kick();
    const seen = () => document.visibilityState === 'visible' && queue.kick();
    window.addEventListener('online', kick);
    document.addEventListener('visibilitychange', seen);
    return () => {
      window.removeEventListener('online', kick);
      document.removeEventListener('visibilitychange', seen);
    };
  }

  return {
    state,
    waiting,
    refused,
    sent,
    total,
    broken,
    add,
    follow,
    onSent: (watcher: (sent: SentFile) => void) => queue.onSent(watcher),
    tryNow: () => queue.kick(),
    retry: (key: string) => queue.retry(key),
    discard: (key: string) => queue.discard(key),
    followNetwork,
  };
});
