import { ApiError, SessionEndedError, errorFromResponse } from '@/shared/api/errors';
import type { User } from '@/shared/api/types';
import { withCrossTabLock } from './crossTabLock';

/*
 * Keeps the session alive. The access token lives in memory, the refresh token in localStorage,
 * where all tabs share it. A refresh token is good for one use: when a spent one comes back the
 * server revokes the whole session, because it may have been stolen. So all renewals, of this tab
 * and of the others, run one at a time, and each reads the newest token inside the lock.
 */

export interface TokenPair {
  access_token: string;
  refresh_token: string;
  /** Seconds until the access token ends. */
  expires_in: number;
}

interface StoredSession {
  refreshToken: string;
  userId: User['id'];
}

export type SessionEvent =
  /** The session is gone for good; `waitForSignIn` holds the requests. */
  | 'lost'
  /** Signed in, or signed in again. */
  | 'regained'
  /** The user signed out, here or in another tab. */
  | 'ended'
  /** Another tab signed in as someone else. */
  | 'replaced';

const STORAGE_KEY = 'roa2web.session';
const SIGNED_OUT_KEY = 'roa2web.signed-out';
const LOCK_NAME = 'roa2web.renewal';

/** Renew this long before the access token ends; never more than a third of its life. */
const RENEW_BEFORE_MS = 60_000;

export interface SessionKeeperOptions {
  fetcher?: typeof fetch;
  lock?: typeof withCrossTabLock;
}

export class SessionKeeper {
  private accessToken: string | null = null;
  private expiresAt = 0;
  private userId: User['id'] | null = null;
  private renewal: Promise<boolean> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lost = false;
  /** True once a page is in use: before that, a lost session means the sign-in page, no waiting. */
  private inUse = false;
  private waiting: { resolve: (token: string) => void; reject: (error: Error) => void }[] = [];
  private readonly listeners = new Set<(event: SessionEvent) => void>();
  private readonly fetcher: typeof fetch;
  private readonly lock: typeof withCrossTabLock;

  constructor(options: SessionKeeperOptions = {}) {
    this.fetcher = options.fetcher ?? ((...args) => fetch(...args));
    this.lock = options.lock ?? withCrossTabLock;
  }

  onEvent(listener: (event: SessionEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Follows what other tabs do. Called once, by the page. */
  watchOtherTabs(): void {
    window.addEventListener('storage', (event) => this.onStorage(event.key));
  }

  hasStoredSession(): boolean {
    return this.readStored() !== null;
  }

  /** Whose session an earlier visit left; null where there is none. Says nothing about its worth. */
  storedUserId(): User['id'] | null {
    return this.readStored()?.userId ?? null;
  }

  /** Takes over the tokens of a successful sign-in and lets the waiting requests go on. */
  signedIn(pair: TokenPair, user: User): void {
    this.userId = user.id;
    this.inUse = true;
    this.take(pair);
    this.regain();
  }

  /** Told by whoever loaded the user after a renewal, because a renewal need not name the user. */
  knownUser(user: User): void {
    this.userId = user.id;
    this.inUse = true;
    const stored = this.readStored();
    if (stored) this.writeStored({ ...stored, userId: user.id });
  }

  /** Forgets everything, in all tabs. */
  signOut(): void {
    localStorage.removeItem(STORAGE_KEY);
    localStorage.setItem(SIGNED_OUT_KEY, String(Date.now()));
    this.end('ended');
  }

  /** The access token; renewed first where it has ended, waiting for a sign-in where it must. */
  async validToken(): Promise<string> {
    if (this.lost) return this.waitForSignIn();
    if (this.accessToken && Date.now() < this.expiresAt) return this.accessToken;
    return this.tokenAfterRefusal(this.accessToken);
  }

  /** A token to use instead of the one that the server has just refused. */
  async tokenAfterRefusal(refused: string | null): Promise<string> {
    if (this.lost) return this.waitForSignIn();
    // Another request was refused with the same token earlier and the renewal is through.
    if (this.accessToken && this.accessToken !== refused) return this.accessToken;
    await this.renew();
    // Whatever the renewal gave: the user may have signed in again by the time this goes on.
    return this.accessToken ?? this.waitForSignIn();
  }

  /**
   * Renews the pair of tokens; the renewals of one moment are one request.
   * Returns false when the session is lost. Throws ApiError when the server cannot be reached:
   * then nothing is lost, and the next request tries again.
   */
  renew(): Promise<boolean> {
    this.renewal ??= this.lock(LOCK_NAME, () => this.renewNow()).finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async renewNow(): Promise<boolean> {
    const stored = this.readStored();
    if (!stored) return this.lose();
    if (this.userId !== null && stored.userId !== this.userId) {
      this.end('replaced');
      throw new SessionEndedError();
    }
    let response: Response;
    try {
      response = await this.fetcher('/api/auth/refresh', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ refresh_token: stored.refreshToken }),
      });
    } catch {
      throw new ApiError(0, 'no answer from the server');
    }
    if (response.status >= 500 || response.status === 429) throw await errorFromResponse(response);
    if (!response.ok) return this.lose();
    this.userId = stored.userId;
    this.take((await response.json()) as TokenPair);
    return true;
  }

  private take(pair: TokenPair): void {
    this.accessToken = pair.access_token;
    const life = pair.expires_in * 1000;
    this.expiresAt = Date.now() + life - 2000;
    this.lost = false;
    if (this.userId !== null) {
      this.writeStored({ refreshToken: pair.refresh_token, userId: this.userId });
    }
    clearTimeout(this.timer);
    const early = Math.min(RENEW_BEFORE_MS, life / 3);
    // A failed early renewal does no harm: the next request renews.
    this.timer = setTimeout(() => void this.renew().catch(() => undefined), life - early);
  }

  private lose(): false {
    this.accessToken = null;
    clearTimeout(this.timer);
    localStorage.removeItem(STORAGE_KEY);
    if (!this.lost) {
      this.lost = true;
      this.emit('lost');
    }
    return false;
  }

  private regain(): void {
    this.lost = false;
    const waiting = this.waiting;
    this.waiting = [];
    for (const { resolve } of waiting) resolve(this.accessToken ?? '');
    this.emit('regained');
  }

  private end(event: 'ended' | 'replaced'): void {
    this.accessToken = null;
    this.userId = null;
    this.lost = false;
    this.inUse = false;
    clearTimeout(this.timer);
    const waiting = this.waiting;
    this.waiting = [];
    for (const { reject } of waiting) reject(new SessionEndedError());
    this.emit(event);
  }

  private waitForSignIn(): Promise<string> {
    if (!this.inUse) return Promise.reject(new SessionEndedError());
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private onStorage(key: string | null): void {
    if (key === SIGNED_OUT_KEY && (this.accessToken || this.lost)) {
      this.end('ended');
      return;
    }
    if (key !== STORAGE_KEY) return;
    const stored = this.readStored();
    if (!stored || this.userId === null) return;
    if (stored.userId !== this.userId) {
      this.end('replaced');
    } else if (this.lost) {
      // The user signed in again in another tab: this one goes on by itself.
      this.renew().then(
        (renewed) => renewed && this.regain(),
        () => undefined,
      );
    }
  }

  private emit(event: SessionEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  private readStored(): StoredSession | null {
    try {
      return JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null') as StoredSession | null;
    } catch {
      return null;
    }
  }

  private writeStored(session: StoredSession): void {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(session));
  }
}

export const sessionKeeper = new SessionKeeper();
