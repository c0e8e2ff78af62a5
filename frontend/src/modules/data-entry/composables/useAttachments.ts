import { computed, ref, shallowRef, type Ref } from 'vue';
import type { CompanyId, Receipt } from '../api';
import {
  addAttachments,
  attachmentsOf,
  removeAttachment,
  type Attachment,
} from '../attachmentsApi';
import { refuseLarge } from './useIntake';
import { SessionEndedError } from '@/shared/api/errors';

/** The files of one receipt: more of them, or one less. */
export function useAttachments(
  companyId: Ref<CompanyId | null>,
  receipt: Ref<Receipt | null>,
  refresh: () => Promise<void>,
) {
  const attachments = computed(() => attachmentsOf(receipt.value));
  const working = ref(false);
  const failure = shallowRef<unknown>(null);

  async function change(work: (company: CompanyId, id: Receipt['id']) => Promise<void>) {
    if (companyId.value === null || !receipt.value || working.value) return;
    working.value = true;
    failure.value = null;
    try {
      await work(companyId.value, receipt.value.id);
      await refresh();
    } catch (error) {
      if (!(error instanceof SessionEndedError)) failure.value = error;
    } finally {
      working.value = false;
    }
  }

  const add = (files: readonly File[]) =>
    change((company, id) => {
      refuseLarge(files);
      return addAttachments({ id, companyId: company }, files);
    });
  const remove = (attachment: Pick<Attachment, 'id'>) =>
    change((company) => removeAttachment(company, attachment.id));

  return { attachments, working, failure, add, remove };
}
