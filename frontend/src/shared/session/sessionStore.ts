import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { apiGet, apiPost, httpClient } from '@/shared/api/client';
import { SessionEndedError } from '@/shared/api/errors';
import type { Answer, User } from '@/shared/api/types';
import { sessionKeeper } from './sessionKeeper';

export interface TwoFactorChallenge {
  challengeId: string;
  /** Seconds until the code ends. */
  expiresIn: number;
}

/** Who is signed in, and what the page does about it. */
export const useSessionStore = defineStore('session', () => {
  const user = shallowRef<User | null>(null);
  /** The session was lost while the page was in use: sign in again over it. */
  const signInAgain = ref(false);
  let restoring: Promise<void> | null = null;

  sessionKeeper.onEvent((event) => {
    if (event === 'lost') signInAgain.value = user.value !== null;
    if (event === 'regained') signInAgain.value = false;
    if (event === 'ended' || event === 'replaced') {
      signInAgain.value = false;
      user.value = null;
      // A full load drops every piece of data of the one who has left.
      window.location.assign(event === 'replaced' ? '/' : '/login');
    }
  });

  /** Picks up the session that an earlier visit left. Throws where the server cannot be reached. */
  function restore(): Promise<void> {
    restoring ??= (async () => {
      if (user.value || !sessionKeeper.hasStoredSession()) return;
      if (!(await sessionKeeper.renew())) return;
      try {
        const me = await apiGet('/api/auth/me');
        sessionKeeper.knownUser(me);
        user.value = me;
      } catch (error) {
        // Lost between the two requests: the visitor signs in as usual.
        if (!(error instanceof SessionEndedError)) throw error;
      }
    })().finally(() => {
      restoring = null;
    });
    return restoring;
  }

  function accept(answer: Answer<'/api/auth/two-factor', 'post'>): void {
    const pair = answer as { access_token: string; refresh_token: string; expires_in: number };
    const before = user.value;
    const now = answer.user as User;
    if (before && before.id !== now.id) {
      // Someone else took over the dialog: nothing of the former user may stay on screen.
      sessionKeeper.signedIn(pair, now);
      window.location.assign('/');
      return;
    }
    user.value = now;
    sessionKeeper.signedIn(pair, now);
  }

  /** Signs in, or returns the challenge of the second step. Throws ApiError. */
  async function signIn(username: string, password: string): Promise<TwoFactorChallenge | null> {
    const answer = (await httpClient.request('post', '/api/auth/login', {
      body: { username, password },
      anonymous: true,
    })) as Answer<'/api/auth/login', 'post'>;
    if (answer.two_factor_required) {
      return { challengeId: String(answer.challenge_id), expiresIn: Number(answer.expires_in) };
    }
    accept(answer as Answer<'/api/auth/two-factor', 'post'>);
    return null;
  }

  async function confirmCode(challengeId: string, code: string): Promise<void> {
    accept(
      (await httpClient.request('post', '/api/auth/two-factor', {
        body: { challenge_id: challengeId, code },
        anonymous: true,
      })) as Answer<'/api/auth/two-factor', 'post'>,
    );
  }

  async function signOut(): Promise<void> {
    try {
      if (!signInAgain.value) await apiPost('/api/auth/logout');
    } catch {
      // Signing out must work without the server too; the tokens are forgotten all the same.
    }
    sessionKeeper.signOut();
  }

  const permissions = computed(() => new Set<string>(user.value?.permissions ?? []));
  const can = (permission: string | undefined) =>
    permission === undefined || permissions.value.has(permission);

  return { user, signInAgain, restore, signIn, confirmCode, signOut, can };
});
