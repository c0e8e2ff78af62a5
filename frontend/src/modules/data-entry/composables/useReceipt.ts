import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import {
  approveReceipt,
  createReceipt,
  deleteReceipt,
  fetchReceipt,
  rejectReceipt,
  reopenReceipt,
  submitReceipt,
  updateReceipt,
  type CompanyId,
  type Receipt,
  type ReceiptId,
  type ReceiptKey,
  type ReceiptProblem,
} from '../api';
import {
  bodyOf,
  changedFields,
  emptyForm,
  formOf,
  mergeForms,
  type FormField,
  type ReceiptForm,
} from './receiptForm';
import { ApiError, SessionEndedError } from '@/shared/api/errors';

/** Places of the server's refusal, as problems beside their fields. */
function problemsOf(error: ApiError): ReceiptProblem[] {
  const carried = error.member('problems');
  if (Array.isArray(carried)) return carried as ReceiptProblem[];
  return error.fields.map(({ loc, msg, type }) => ({
    field: loc.slice(1).join('.'),
    code: type,
    message: msg,
    level: 'error' as const,
    receipt_id: null,
  }));
}

/**
 * One receipt being worked on: what the server has, what stands in the fields, and the steps of its
 * life. Every step names the version that was seen; when somebody else was faster, `conflict` holds
 * the server's state until the user takes it over or puts their own changes on top.
 */
export function useReceipt(companyId: Ref<CompanyId | null>, receiptId: Ref<ReceiptId | null>) {
  const receipt = shallowRef<Receipt | null>(null);
  const form = ref<ReceiptForm>(emptyForm());
  const saved = ref<ReceiptForm>(emptyForm());
  const problems = shallowRef<ReceiptProblem[]>([]);
  const conflict = shallowRef<Receipt | null>(null);
  const loadError = shallowRef<unknown>(null);
  const failure = shallowRef<unknown>(null);
  const busy = ref(false);
  let controller: AbortController | null = null;

  const changed = computed(() => changedFields(saved.value, form.value));
  const dirty = computed(() => changed.value.length > 0);
  /** What was found in a field that has changed since is not known to hold any more. */
  const shownProblems = computed(() =>
    problems.value.filter(
      (problem) => !changed.value.includes(problem.field.split('.')[0] as FormField),
    ),
  );

  function accept(answer: Receipt): void {
    receipt.value = answer;
    saved.value = formOf(answer);
    form.value = formOf(answer);
    problems.value = answer.problems;
    conflict.value = null;
    failure.value = null;
  }

  /** The server's state, with what was changed here on top of it. */
  function takeUnder(answer: Receipt): void {
    const base = JSON.parse(JSON.stringify(saved.value)) as ReceiptForm;
    const merged = mergeForms(base, formSnapshot(), formOf(answer));
    accept(answer);
    form.value = merged;
  }

  async function load(): Promise<void> {
    controller?.abort();
    controller = null;
    if (companyId.value === null) return;
    if (receiptId.value !== null && receipt.value?.id === receiptId.value) return;
    const own = new AbortController();
    controller = own;
    loadError.value = null;
    failure.value = null;
    conflict.value = null;
    receipt.value = null;
    problems.value = [];
    form.value = emptyForm();
    saved.value = emptyForm();
    if (receiptId.value === null) return;
    try {
      const key = { id: receiptId.value, companyId: companyId.value };
      const answer = await fetchReceipt(key, own.signal);
      if (controller === own) accept(answer);
    } catch (error) {
      if (controller === own && !(error instanceof SessionEndedError)) loadError.value = error;
    }
  }

  /** Reads the receipt anew, as after a change of its entries. */
  async function reload(): Promise<void> {
    if (!receipt.value) return load();
    loadError.value = null;
    try {
      accept(await fetchReceipt(key()));
    } catch (error) {
      if (!(error instanceof SessionEndedError)) loadError.value = error;
    }
  }

  /** Reads the receipt anew and keeps what is being written. */
  async function refresh(): Promise<void> {
    takeUnder(await fetchReceipt(key()));
  }

  /** One step at a time; false where it did not succeed, with the reason in sight. */
  async function step(work: () => Promise<Receipt | null>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    failure.value = null;
    try {
      const answer = await work();
      if (answer) accept(answer);
      return true;
    } catch (error) {
      if (error instanceof SessionEndedError) return false;
      const refused = error instanceof ApiError ? error : null;
      const found = refused ? problemsOf(refused) : [];
      if (refused?.code === 'version_conflict') {
        conflict.value = (refused.member('current') as Receipt | undefined) ?? null;
      }
      if (found.length > 0) problems.value = found;
      if (!conflict.value) failure.value = error;
      return false;
    } finally {
      busy.value = false;
    }
  }

  const formSnapshot = (): ReceiptForm => JSON.parse(JSON.stringify(form.value)) as ReceiptForm;
  const version = () => receipt.value?.version ?? 0;
  function key(): ReceiptKey {
    if (!receipt.value || companyId.value === null) throw new Error('there is no receipt');
    return { id: receipt.value.id, companyId: companyId.value };
  }

  const save = () =>
    step(async () => {
      const body = bodyOf(form.value, receipt.value?.lines ?? null);
      if (receipt.value) return updateReceipt(key(), version(), body);
      if (companyId.value === null) throw new Error('there is no company');
      return createReceipt(companyId.value, body);
    });
  const submit = (confirm: boolean) => step(() => submitReceipt(key(), version(), confirm));
  const approve = () => step(() => approveReceipt(key(), version()));
  const reject = (reason: string) => step(() => rejectReceipt(key(), version(), reason));
  const reopen = () => step(() => reopenReceipt(key(), version()));
  const remove = () =>
    step(async () => {
      await deleteReceipt(key(), version());
      saved.value = formSnapshot();
      return null;
    });

  function takeTheirs(): void {
    if (conflict.value) accept(conflict.value);
  }

  /** The other's changes come in where nothing was changed here; saving is the next step. */
  function keepMine(): void {
    const theirs = conflict.value;
    if (!theirs) return;
    takeUnder(theirs);
  }

  watch(
    [companyId, receiptId],
    ([company], [before]) => {
      if (company !== before) receipt.value = null;
      void load();
    },
    { immediate: true },
  );
  onScopeDispose(() => controller?.abort());

  return {
    receipt,
    form,
    saved,
    dirty,
    problems: shownProblems,
    conflict,
    loadError,
    failure,
    busy,
    reload,
    refresh,
    save,
    submit,
    approve,
    reject,
    reopen,
    remove,
    takeTheirs,
    keepMine,
  };
}
