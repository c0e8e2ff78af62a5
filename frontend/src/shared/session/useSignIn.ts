import { computed, onScopeDispose, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { ApiError } from '@/shared/api/errors';
import { useErrorText } from '@/shared/components/useErrorText';
import { useDuration } from '@/shared/format/useDuration';
import { useSessionStore } from './sessionStore';

type Problem =
  { kind: 'wrong' } | { kind: 'tooMany' } | { kind: 'expired' } | { kind: 'other'; error: unknown };

/** The steps of signing in: name and password, then a code where the account asks for one. */
export function useSignIn(onDone: () => void) {
  const { t } = useI18n();
  const { duration } = useDuration();
  const { errorText } = useErrorText();
  const session = useSessionStore();

  const step = ref<'password' | 'code'>('password');
  const busy = ref(false);
  const problem = ref<Problem | null>(null);
  const challengeId = ref('');
  /** Seconds until one may try again, and until the code ends. */
  const waitLeft = ref(0);
  const codeLeft = ref(0);

  const clock = setInterval(() => {
    if (waitLeft.value > 0 && --waitLeft.value === 0) problem.value = null;
    if (step.value === 'code' && codeLeft.value > 0 && --codeLeft.value === 0) {
      restart();
      problem.value = { kind: 'expired' };
    }
  }, 1000);
  onScopeDispose(() => clearInterval(clock));

  const message = computed(() => {
    switch (problem.value?.kind) {
      case 'wrong':
        return step.value === 'code' ? t('signIn.codeWrong') : t('signIn.wrong');
      case 'tooMany':
        return t('signIn.tooMany', { time: duration(waitLeft.value) });
      case 'expired':
        return t('signIn.codeExpired');
      case 'other':
        return t('signIn.failed', { reason: errorText(problem.value.error) });
      default:
        return '';
    }
  });

  /** A code of the wrong length is refused as invalid (422), but it is a wrong code all the same. */
  const wrongAnswer = (status: number) =>
    status === 401 || (status === 422 && step.value === 'code');

  async function attempt(work: () => Promise<boolean>): Promise<void> {
    if (busy.value || waitLeft.value > 0) return;
    busy.value = true;
    problem.value = null;
    try {
      if (await work()) onDone();
    } catch (error) {
      if (error instanceof ApiError && error.status === 429) {
        waitLeft.value = error.retryAfter ?? 60;
        problem.value = { kind: 'tooMany' };
      } else if (error instanceof ApiError && wrongAnswer(error.status)) {
        problem.value = { kind: 'wrong' };
      } else {
        problem.value = { kind: 'other', error };
      }
    } finally {
      busy.value = false;
    }
  }

  const signIn = (username: string, password: string) =>
    attempt(async () => {
      const challenge = await session.signIn(username, password);
      if (!challenge) return true;
      challengeId.value = challenge.challengeId;
      codeLeft.value = challenge.expiresIn;
      step.value = 'code';
      return false;
    });

  const confirmCode = (code: string) =>
    attempt(async () => {
      await session.confirmCode(challengeId.value, code);
      return true;
    });

  function restart(): void {
    step.value = 'password';
    problem.value = null;
    codeLeft.value = 0;
  }

  return { step, busy, message, waitLeft, codeLeft, signIn, confirmCode, restart };
}
