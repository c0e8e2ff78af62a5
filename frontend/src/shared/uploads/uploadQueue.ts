import type { UploadStore, WaitingFile } from './uploadStore';
import { ApiError, SessionEndedError } from '@/shared/api/errors';
import { withCrossTabLock } from '@/shared/session/crossTabLock';

/*
 * Sends waiting files one after the other, in one tab at a time. A file leaves the store when the
 * server has answered that it has it; where the answer is lost, the same key is sent again and the
 * server gives the same answer. No network, a server that is away or too busy: the queue tries
 * again, later and later, and at once when the browser says that it is online. A refusal is the
 * user's to decide, and holds up no other file.
 */

export type SentFile = Pick<WaitingFile, 'key' | 'name' | 'companyId'> & { answer: unknown };

export interface QueueState {
  files: WaitingFile[];
  sending: string | null;
  /** The last try found no server; the next one is under way or set. */
  away: boolean;
}

export interface UploadQueueOptions {
  store: UploadStore;
  send: (file: WaitingFile, content: Blob, signal: AbortSignal) => Promise<unknown>;
  lock?: typeof withCrossTabLock;
  /** Milliseconds before the next try. */
  delay?: (attempts: number) => number;
}

const LOCK = 'roa2web.uploads';
const FIRST_DELAY_MS = 2000;
const MAX_DELAY_MS = 5 * 60_000;
/** More doublings than this are beyond the longest delay anyway. */
const MAX_DOUBLINGS = 10;

export function defaultDelay(attempts: number): number {
  const doublings = Math.min(MAX_DOUBLINGS, Math.max(0, attempts - 1));
  // Many phones come back to the network together.
  return Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** doublings) * (0.5 + Math.random());
}

/** So often a file may make the server fail before it no longer holds up those behind it. */
const MAX_FAILURES = 5;

function passing(error: unknown, attempts: number): boolean {
  if (!(error instanceof ApiError)) return false;
  if ([0, 408, 425, 429, 502, 503, 504].includes(error.status)) return true;
  return error.status >= 500 && attempts < MAX_FAILURES;
}

export class UploadQueue {
  private userId: number | null = null;
  private running = false;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stop = new AbortController();
  private readonly state: QueueState = { files: [], sending: null, away: false };
  private readonly watchers = new Set<(state: QueueState) => void>();
  private readonly sentWatchers = new Set<(sent: SentFile) => void>();
  private readonly lock: typeof withCrossTabLock;
  private readonly delay: (attempts: number) => number;

  constructor(private readonly options: UploadQueueOptions) {
    this.lock = options.lock ?? withCrossTabLock;
    this.delay = options.delay ?? defaultDelay;
  }

  onChange(watcher: (state: QueueState) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  onSent(watcher: (sent: SentFile) => void): () => void {
    this.sentWatchers.add(watcher);
    return () => this.sentWatchers.delete(watcher);
  }

  /** Takes up what a user's earlier visits left. */
  async start(userId: number): Promise<void> {
    if (this.userId !== userId) {
      this.end();
      this.userId = userId;
      await this.refresh();
    }
    this.kick();
  }

  /** The user has gone: nothing more is sent in their name. The files stay. */
  end(): void {
    this.userId = null;
    clearTimeout(this.timer);
    this.stop.abort();
    this.stop = new AbortController();
    Object.assign(this.state, { files: [], sending: null, away: false });
    this.tell();
  }

  /** The file is safe when this returns. Throws where the browser cannot keep it. */
  async add(file: WaitingFile, content: ArrayBuffer): Promise<void> {
    await this.options.store.add(file, content);
    await this.refresh();
    this.kick();
  }

  async retry(key: string): Promise<void> {
    await this.options.store.update(key, { refusal: null, attempts: 0 });
    await this.refresh();
    this.kick();
  }

  async discard(key: string): Promise<void> {
    await this.options.store.remove(key);
    await this.refresh();
  }

  /** Tries at once, whatever the delay was. */
  kick(): void {
    clearTimeout(this.timer);
    if (this.userId === null) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    void this.lock(LOCK, () => this.work()).finally(() => {
      this.running = false;
      if (!this.again) return;
      this.again = false;
      this.kick();
    });
  }

  private async work(): Promise<void> {
    const { userId } = this;
    while (this.userId !== null && this.userId === userId) {
      await this.refresh();
      const next = this.state.files.find((file) => file.refusal === null);
      if (!next) {
        this.state.away = false;
        this.tell();
        return;
      }
      const content = await this.options.store.content(next.key);
      if (!content) await this.options.store.remove(next.key);
      else if (!(await this.sendOne(next, new Blob([content], { type: next.type })))) return;
    }
  }

  /** False where the queue has to wait. */
  private async sendOne(file: WaitingFile, content: Blob): Promise<boolean> {
    const { signal } = this.stop;
    this.state.sending = file.key;
    this.tell();
    try {
      const answer = await this.options.send(file, content, signal);
      await this.options.store.remove(file.key);
      this.state.away = false;
      const { key, name, companyId } = file;
      for (const watcher of this.sentWatchers) watcher({ key, name, companyId, answer });
      return true;
    } catch (error) {
      if (signal.aborted || error instanceof SessionEndedError) return false;
      const attempts = file.attempts + 1;
      if (!passing(error, attempts)) {
        const code = error instanceof ApiError ? (error.code ?? null) : null;
        const message = error instanceof Error ? error.message : String(error);
        await this.options.store.update(file.key, { refusal: { code, message } });
        return true;
      }
      await this.options.store.update(file.key, { attempts });
      this.state.away = true;
      const asked = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
      this.timer = setTimeout(() => this.kick(), Math.max(asked, this.delay(attempts)));
      return false;
    } finally {
      if (!signal.aborted) {
        this.state.sending = null;
        await this.refresh();
      }
    }
  }

  private async refresh(): Promise<void> {
    const { userId } = this;
    if (userId === null) return;
    const files = await this.options.store.list(userId);
    if (this.userId !== userId) return;
    this.state.files = files;
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher({ ...this.state });
  }
}
