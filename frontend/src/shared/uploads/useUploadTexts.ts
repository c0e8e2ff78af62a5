import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useUploadsStore } from './uploadsStore';
import { ApiError } from '@/shared/api/errors';
import { useErrorText } from '@/shared/components/useErrorText';

/** How far the sending is, and why a file was refused, in the user's words. */
export function useUploadTexts() {
  const { t, te } = useI18n();
  const { errorText } = useErrorText();
  const uploads = useUploadsStore();

  const progressText = computed(() => {
    const { waiting, refused, sent, total, state, broken } = uploads;
    if (broken) return t('uploads.broken');
    if (waiting.length > 0 && state.away) {
      return t('uploads.waitingFor', { n: waiting.length }, waiting.length);
    }
    if (waiting.length > 0) return t('uploads.sending', { n: Math.min(sent + 1, total), total });
    if (refused.length > 0) return t('uploads.refusedOf', { n: refused.length }, refused.length);
    return t('uploads.sent', { n: sent }, sent);
  });

  function refusalText(refusal: { code: string | null; message: string }): string {
    const key = `uploads.refusals.${refusal.code}`;
    return refusal.code && (te(key) || te(key, 'ro')) ? t(key) : refusal.message;
  }

  function uploadErrorText(error: unknown): string {
    if (!(error instanceof ApiError)) return errorText(error);
    if (error.status === 413) return t('uploads.refusals.payload_too_large');
    const code = error.code ?? null;
    const text = refusalText({ code, message: '' });
    return text || errorText(error);
  }

  return { progressText, refusalText, uploadErrorText };
}
