import { useI18n } from 'vue-i18n';
import type { ReceiptProblem } from '../api';
import { formatDay } from '@/shared/format/date';
import { formatMoney } from '@/shared/format/money';
import { kinds, paymentMethods, type VatGroup } from './receiptForm';
import { statuses } from './receiptFilters';

/** A list of parts as the server writes it into the history. */
function parts(text: string): Record<string, string>[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as Record<string, string>[]) : null;
  } catch {
    return null;
  }
}

const oneOf = (allowed: readonly string[], value: string) => allowed.includes(value);

/** Names, problems and values of receipts in the reader's language. */
export function useReceiptTexts(expenseName: (code: string) => string = (code) => code) {
  const { t, te } = useI18n();

  function problemText(problem: Pick<ReceiptProblem, 'code' | 'message'>): string {
    const key = `data-entry.problems.${problem.code}`;
    return te(key) || te(key, 'ro') ? t(key) : problem.message;
  }

  /** "vat.0.amount" is the field "vat". */
  function fieldName(field: string): string {
    const key = `data-entry.fields.${field.split('.')[0]}`;
    return te(key) || te(key, 'ro') ? t(key) : field;
  }

  const vatText = (group: VatGroup) =>
    `${formatMoney(group.rate)} %: ${formatMoney(group.base)} + ${formatMoney(group.amount)}`;

  /** A value as the history holds it, as people read it. */
  function valueText(field: string, value: string | null | undefined): string {
    if (value === null || value === undefined || value === '') return '—';
    if (field === 'status' && oneOf(statuses, value)) return t(`data-entry.status.${value}`);
    if (field === 'kind' && oneOf(kinds, value)) return t(`data-entry.kinds.${value}`);
    if (field === 'payment_method' && oneOf(paymentMethods, value))
      return t(`data-entry.payments.${value}`);
    if (field === 'expense_type') return expenseName(value);
    if (field === 'confirmed_warnings') {
      const codes = value.split(/[^a-z_]+/).filter(Boolean);
      return codes.map((code) => problemText({ code, message: code })).join(' ');
    }
    // The sum that proves which file it was stays in the answer; people know it by its name.
    if (field === 'attachments') return value.replace(/ sha256:\S+$/, '');
    if (field === 'date') return formatDay(value);
    if (field === 'total' || field === 'cash_amount') return formatMoney(value);
    const list = ['vat', 'entries', 'lines'].includes(field) ? parts(value) : null;
    if (!list) return value;
    if (list.length === 0) return '—';
    return list
      .map((part) => {
        if (field === 'vat') return vatText(part as unknown as VatGroup);
        const amount = formatMoney(part.amount ?? '');
        return field === 'entries'
          ? `${part.debit_account} = ${part.credit_account}: ${amount}`
          : `${part.description}: ${amount}`;
      })
      .join('; ');
  }

  return { problemText, fieldName, valueText };
}
