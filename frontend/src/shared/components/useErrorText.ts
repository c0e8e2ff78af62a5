import { useI18n } from 'vue-i18n';
import { ApiError } from '@/shared/api/errors';

/** An error in a sentence that the user can act on. */
export function useErrorText() {
  const { t } = useI18n();

  function errorText(error: unknown): string {
    if (!(error instanceof ApiError)) return t('errors.server');
    switch (error.status) {
      case 0:
        return t('errors.offline');
      case 403:
        return t('errors.forbiddenPlain');
      case 404:
        return t('errors.recordNotFound');
      case 400:
      case 422:
        return t('errors.invalid', { detail: error.message });
      case 429:
      case 503:
        return t('errors.unavailable');
      default:
        return error.status >= 500 ? t('errors.server') : error.message;
    }
  }

  return { errorText };
}
