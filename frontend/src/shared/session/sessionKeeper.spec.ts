import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, SessionEndedError } from '@/shared/api/errors';
import type { User } from '@/shared/api/types';
import { fakeServer, type FakeAnswer } from '@/shared/testing/fakeServer';
import { SessionKeeper, type SessionEvent } from './sessionKeeper';

const maria = { id: 1, username: 'maria' } as User;
const other = { id: 2, username: 'ion' } as User;

const stored = () => JSON.parse(localStorage.getItem('roa2web.session') ?? 'null');
const inOtherTab = (value: unknown) => {
  localStorage.setItem('roa2web.session', JSON.stringify(value));
  window.dispatchEvent(new StorageEvent('storage', { key: 'roa2web.session' }));
};

let count = 0;
function pair(expiresIn = 900) {
  count += 1;
  return {
    access_token: `access-${count}`,
    refresh_token: `refresh-${count}`,
    expires_in: expiresIn,
  };
}

function setUp(refresh: () => FakeAnswer | Promise<FakeAnswer> = () => ({ body: pair() })) {
  const server = fakeServer({ 'POST /api/auth/refresh': refresh });
  const keeper = new SessionKeeper({ fetcher: server.fetcher, lock: (_, work) => work() });
  const events: SessionEvent[] = [];
  keeper.onEvent((event) => events.push(event));
  const refreshed = () =>
    server.requests.map((request) => (request.body as { refresh_token: string }).refresh_token);
  return { keeper, events, refreshed };
}

beforeEach(() => {
  count = 0;
});

describe('SessionKeeper', () => {
  it('keeps the refresh token for the next visit and the access token in memory only', () => {
    const { keeper } = setUp();
    keeper.signedIn(pair(), maria);
    expect(stored()).toEqual({ refreshToken: 'refresh-1', userId: 1 });
    expect(JSON.stringify({ ...localStorage })).not.toContain('access-1');
  });

  it('renews once for many requests that are refused together', async () => {
    const { keeper, refreshed } = setUp();
    keeper.signedIn(pair(), maria);
    const tokens = await Promise.all([1, 2, 3].map(() => keeper.tokenAfterRefusal('access-1')));
    expect(tokens).toEqual(['access-2', 'access-2', 'access-2']);
    expect(refreshed()).toEqual(['refresh-1']);
  });

  it('does not renew for a request that was refused with an older token', async () => {
    const { keeper, refreshed } = setUp();
    keeper.signedIn(pair(), maria);
    await keeper.tokenAfterRefusal('access-1');
    expect(await keeper.tokenAfterRefusal('access-1')).toBe('access-2');
    expect(refreshed()).toHaveLength(1);
  });

  it('sends the newest refresh token, also when another tab has got it', async () => {
    const { keeper, refreshed } = setUp();
    keeper.signedIn(pair(), maria);
    inOtherTab({ refreshToken: 'from-other-tab', userId: 1 });
    await keeper.renew();
    expect(refreshed()).toEqual(['from-other-tab']);
  });

  it('holds requests while the session is lost and lets them go after signing in', async () => {
    const { keeper, events } = setUp(() => ({ status: 401, body: { detail: 'revoked' } }));
    keeper.signedIn(pair(), maria);
    const held = [keeper.tokenAfterRefusal('access-1'), keeper.tokenAfterRefusal('access-1')];
    await vi.waitFor(() => expect(events).toContain('lost'));
    const later = keeper.validToken();
    expect(events.filter((event) => event === 'lost')).toHaveLength(1);
    expect(stored()).toBeNull();

    keeper.signedIn(pair(), maria);
    expect(await Promise.all([...held, later])).toEqual(['access-2', 'access-2', 'access-2']);
    expect(events.at(-1)).toBe('regained');
  });

  it.each([500, 503, 429])('keeps the session when the server answers %i', async (status) => {
    const { keeper, events } = setUp(() => ({ status, body: { detail: 'busy' } }));
    keeper.signedIn(pair(), maria);
    await expect(keeper.tokenAfterRefusal('access-1')).rejects.toBeInstanceOf(ApiError);
    expect(events).not.toContain('lost');
    expect(stored()).toEqual({ refreshToken: 'refresh-1', userId: 1 });
  });

  it('keeps the session when the network is away', async () => {
    const { keeper, events } = setUp(() => Promise.reject(new TypeError('failed to fetch')));
    keeper.signedIn(pair(), maria);
    await expect(keeper.renew()).rejects.toMatchObject({ status: 0 });
    expect(events).not.toContain('lost');
  });

  it('renews shortly before the access token ends', async () => {
    vi.useFakeTimers();
    try {
      const { keeper, refreshed } = setUp();
      keeper.signedIn(pair(900), maria);
      await vi.advanceTimersByTimeAsync(838_000);
      expect(refreshed()).toEqual([]);
      await vi.advanceTimersByTimeAsync(4_000);
      expect(refreshed()).toEqual(['refresh-1']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('renews before a request when the token ended while the computer slept', async () => {
    const { keeper, refreshed } = setUp();
    keeper.signedIn(pair(1), maria);
    expect(await keeper.validToken()).toBe('access-2');
    expect(refreshed()).toEqual(['refresh-1']);
  });

  it('forgets everything on signing out, and lets nobody wait', async () => {
    const { keeper, events } = setUp(() => ({ status: 401 }));
    keeper.signedIn(pair(), maria);
    const held = keeper.tokenAfterRefusal('access-1');
    await vi.waitFor(() => expect(events).toContain('lost'));
    keeper.signOut();
    await expect(held).rejects.toBeInstanceOf(SessionEndedError);
    expect(stored()).toBeNull();
    expect(events.at(-1)).toBe('ended');
  });

  it('does not wait for a sign-in before anyone has signed in', async () => {
    const { keeper } = setUp();
    await expect(keeper.validToken()).rejects.toBeInstanceOf(SessionEndedError);
  });

  describe('with other tabs', () => {
    it('goes on when the user has signed in again there', async () => {
      let answer: FakeAnswer = { status: 401 };
      const { keeper, events, refreshed } = setUp(() => answer);
      keeper.watchOtherTabs();
      keeper.signedIn(pair(), maria);
      const held = keeper.tokenAfterRefusal('access-1');
      await vi.waitFor(() => expect(events).toContain('lost'));

      answer = { body: pair() };
      inOtherTab({ refreshToken: 'from-other-tab', userId: 1 });
      expect(await held).toBe('access-2');
      expect(refreshed().at(-1)).toBe('from-other-tab');
      expect(events.at(-1)).toBe('regained');
    });

    it('ends when the user signs out there', () => {
      const { keeper, events } = setUp();
      keeper.watchOtherTabs();
      keeper.signedIn(pair(), maria);
      window.dispatchEvent(new StorageEvent('storage', { key: 'roa2web.signed-out' }));
      expect(events.at(-1)).toBe('ended');
    });

    it('gives way when someone else signs in there', () => {
      const { keeper, events } = setUp();
      keeper.watchOtherTabs();
      keeper.signedIn(pair(), maria);
      inOtherTab({ refreshToken: 'x', userId: other.id });
      expect(events.at(-1)).toBe('replaced');
    });

    it("never renews with someone else's token", async () => {
      const { keeper, refreshed } = setUp();
      keeper.signedIn(pair(), maria);
      localStorage.setItem(
        'roa2web.session',
        JSON.stringify({ refreshToken: 'x', userId: other.id }),
      );
      await expect(keeper.renew()).rejects.toBeInstanceOf(SessionEndedError);
      expect(refreshed()).toEqual([]);
    });
  });
});
