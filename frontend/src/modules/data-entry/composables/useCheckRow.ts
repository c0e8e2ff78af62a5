import { computed, ref, shallowRef, type Ref } from 'vue';
import {
  fetchReceipt,
  fetchSuggestion,
  submitReceipt,
  updateReceipt,
  type CompanyId,
  type Receipt,
  type ReceiptProblem,
} from '../api';
import type { ToCheckRow } from '../attachmentsApi';
import { bodyOf, formOf, splitGross, type ReceiptForm } from './receiptForm';
import { ApiError, SessionEndedError } from '@/shared/api/errors';

/** The fields that can be filled in within a row; for the others the receipt is opened. */
export const quickFields = [
  'supplier_cui',
  'supplier_name',
  'number',
  'date',
  'total',
  'vat_rate',
  'payment_method',
  'expense_type',
] as const;
export type QuickField = (typeof quickFields)[number];
export type QuickValues = Record<QuickField, string>;

const isQuick = (field: string): field is QuickField =>
  (quickFields as readonly string[]).includes(field);

/** The field of a row that a problem belongs to: most receipts have one rate of VAT. */
export function quickFieldOf(problem: string): string {
  const field = problem.split('.')[0] ?? problem;
  return field === 'vat' ? 'vat_rate' : field;
}

/**
 * A draft of the pile: what it lacks, and what was typed for it. Only what was typed is written: the
 * rest stays as the server has it, even when somebody else has changed it in the meantime.
 */
export function useCheckRow(companyId: Ref<CompanyId>, row: Ref<ToCheckRow>) {
  const values = ref<Partial<QuickValues>>({});
  const receipt = shallowRef<Receipt | null>(null);
  const state = ref<'idle' | 'saving' | 'saved' | 'sent'>('idle');
  const failure = shallowRef<unknown>(null);
  const warnings = shallowRef<ReceiptProblem[]>([]);

  /** What was missing at first stays in sight, filled in or not, so that it can be put right. */
  const asked = ref<string[]>([...row.value.missing, ...row.value.doubtful]);
  const fields = computed(() => {
    const names = new Set(asked.value.map(quickFieldOf));
    // Whoever types the total reads the VAT from the same line.
    if (names.has('total')) names.add('vat_rate');
    if ((receipt.value?.vat?.length ?? 0) > 1) names.delete('vat_rate');
    return quickFields.filter((field) => names.has(field));
  });
  const problems = computed(() => receipt.value?.problems ?? []);
  const missing = computed(() =>
    receipt.value
      ? problems.value.filter((item) => item.level === 'error').map((item) => item.field)
      : row.value.missing,
  );
  /** Fields that only the page of the receipt can fill in; the kind is proposed with the first save. */
  const elsewhere = computed(() => [
    ...new Set(
      missing.value
        .map(quickFieldOf)
        .filter((field) => field !== 'kind' && !(isQuick(field) && fields.value.includes(field)))
        .map((field) => (field === 'vat_rate' ? 'vat' : field)),
    ),
  ]);
  const dirty = computed(() => Object.keys(values.value).length > 0);
  const complete = computed(() => receipt.value !== null && missing.value.length === 0);

  const key = () => ({ id: row.value.id, companyId: companyId.value });
  function valueOf(field: QuickField): string {
    const typed = values.value[field];
    if (typed !== undefined || !receipt.value) return typed ?? '';
    const form = formOf(receipt.value);
    return field === 'vat_rate' ? (form.vat[0]?.rate ?? '') : form[field];
  }

  function write(field: QuickField, value: string): void {
    values.value = { ...values.value, [field]: value };
    if (state.value === 'saved') state.value = 'idle';
  }

  /** What the supplier's last receipt had, where this one has nothing. */
  async function fromSupplier(form: ReceiptForm): Promise<Partial<ReceiptForm>> {
    const cui = values.value.supplier_cui?.replace(/\s/g, '') ?? '';
    if (!/^(RO)?\d{2,10}$/i.test(cui)) return {};
    try {
      const found = await fetchSuggestion(companyId.value, cui);
      const known = (['supplier_name', 'expense_type', 'payment_method'] as const).filter(
        (field) => found[field] && !form[field],
      );
      return Object.fromEntries(known.map((field) => [field, found[field]]));
    } catch {
      // It would have been a help; without it the fields are typed.
      return {};
    }
  }

  async function put(typed: Partial<QuickValues>): Promise<Receipt> {
    const before = receipt.value ?? (await fetchReceipt(key()));
    const { vat_rate: typedRate, ...fields } = typed;
    const form = { ...formOf(before), ...fields } as ReceiptForm;
    const whole = { ...form, ...(await fromSupplier(form)) };
    // A total that was put right takes its only rate along.
    const onlyRate = 'total' in typed && form.vat.length === 1 ? form.vat[0]?.rate : undefined;
    const rate = typedRate ?? onlyRate;
    if (rate !== undefined) {
      whole.vat = rate && whole.total ? [{ rate, ...splitGross(whole.total, rate) }] : [];
    }
    return updateReceipt(key(), before.version, bodyOf(whole, before.lines));
  }

  async function save(): Promise<boolean> {
    if (!dirty.value || state.value === 'saving') return false;
    const typed = { ...values.value };
    state.value = 'saving';
    failure.value = null;
    try {
      let answer: Receipt;
      try {
        answer = await put(typed);
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'version_conflict') throw error;
        // Somebody was faster: what was typed goes on top of what they have made of it.
        receipt.value = null;
        answer = await put(typed);
      }
      receipt.value = answer;
      asked.value = [...new Set([...asked.value, ...missing.value])];
      // What was typed while it was being saved stays to be saved.
      values.value = Object.fromEntries(
        Object.entries(values.value).filter(([field, now]) => typed[field as QuickField] !== now),
      );
      state.value = 'saved';
      return true;
    } catch (error) {
      state.value = 'idle';
      if (!(error instanceof SessionEndedError)) failure.value = error;
      return false;
    }
  }

  /** Sends the receipt for approval; warnings are shown first and confirmed by sending again. */
  async function submit(): Promise<void> {
    if (!receipt.value || state.value === 'saving') return;
    const confirmed = warnings.value.length > 0;
    state.value = 'saving';
    failure.value = null;
    try {
      receipt.value = await submitReceipt(key(), receipt.value.version, confirmed);
      state.value = 'sent';
    } catch (error) {
      state.value = 'saved';
      if (error instanceof SessionEndedError) return;
      const carried = error instanceof ApiError ? error.member('problems') : null;
      if (error instanceof ApiError && error.code === 'warnings_unconfirmed' && carried) {
        warnings.value = carried as ReceiptProblem[];
      } else {
        failure.value = error;
      }
    }
  }

  return {
    fields,
    valueOf,
    write,
    problems,
    elsewhere,
    dirty,
    complete,
    state,
    failure,
    warnings,
    receipt,
    save,
    submit,
  };
}
