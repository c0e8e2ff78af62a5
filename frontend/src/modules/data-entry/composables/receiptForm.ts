import type { PaymentMethod, Receipt, ReceiptBody, ReceiptKind } from '../api';
import { formatMoney, fromBani, toBani } from '@/shared/format/money';

/*
 * A receipt as it stands in the fields of the page: text, empty where nothing is known. Amounts are
 * the machine's form, "1234.50"; rates are percent, "21.00".
 */

export const kinds = ['bon_fiscal', 'chitanta', 'factura'] as const;
export const paymentMethods = ['cash', 'card', 'mixed', 'advance', 'credit'] as const;

export interface VatGroup {
  rate: string;
  base: string;
  amount: string;
}

export interface ReceiptForm {
  kind: ReceiptKind;
  number: string;
  date: string;
  time: string;
  supplier_name: string;
  supplier_cui: string;
  total: string;
  vat: VatGroup[];
  payment_method: PaymentMethod | '';
  cash_amount: string;
  cash_register: string;
  expense_type: string;
  description: string;
}
export type FormField = keyof ReceiptForm;

export const formFields = [
  'kind',
  'number',
  'date',
  'time',
  'supplier_cui',
  'supplier_name',
  'total',
  'vat',
  'payment_method',
  'cash_amount',
  'cash_register',
  'expense_type',
  'description',
] as const satisfies readonly FormField[];

export function emptyForm(): ReceiptForm {
  return {
    kind: 'bon_fiscal',
    number: '',
    date: '',
    time: '',
    supplier_name: '',
    supplier_cui: '',
    total: '',
    vat: [],
    payment_method: '',
    cash_amount: '',
    cash_register: '',
    expense_type: '',
    description: '',
  };
}

export function formOf(receipt: Receipt): ReceiptForm {
  return {
    kind: receipt.kind ?? 'bon_fiscal',
    number: receipt.number ?? '',
    date: receipt.date ?? '',
    time: receipt.time ?? '',
    supplier_name: receipt.supplier_name ?? '',
    supplier_cui: receipt.supplier_cui ?? '',
    total: receipt.total ?? '',
    vat: (receipt.vat ?? []).map(({ rate, base, amount }) => ({ rate, base, amount })),
    payment_method: receipt.payment_method ?? '',
    cash_amount: receipt.cash_amount ?? '',
    cash_register: receipt.cash_register ?? '',
    expense_type: receipt.expense_type ?? '',
    description: receipt.description ?? '',
  };
}

/** What is sent; lines that were read with the receipt are no field here and travel along. */
export function bodyOf(form: ReceiptForm, lines: Receipt['lines']): ReceiptBody {
  const known = (text: string) => text.trim() || null;
  return {
    kind: form.kind,
    number: known(form.number),
    date: known(form.date),
    time: known(form.time),
    supplier_name: known(form.supplier_name),
    supplier_cui: known(form.supplier_cui),
    total: known(form.total),
    vat: form.vat
      .filter((group) => group.base || group.amount)
      .map(({ rate, base, amount }) => ({ rate, base: base || '0.00', amount: amount || '0.00' })),
    payment_method: form.payment_method || null,
    cash_amount: form.payment_method === 'mixed' ? known(form.cash_amount) : null,
    cash_register: known(form.cash_register),
    expense_type: known(form.expense_type),
    description: known(form.description),
    lines: lines ?? null,
  };
}

export const sameValue = (one: ReceiptForm[FormField], other: ReceiptForm[FormField]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

export function changedFields(before: ReceiptForm, after: ReceiptForm): FormField[] {
  return formFields.filter((field) => !sameValue(before[field], after[field]));
}

/** What somebody else changed, with everything that was changed here on top of it. */
export function mergeForms(base: ReceiptForm, mine: ReceiptForm, theirs: ReceiptForm): ReceiptForm {
  const own = changedFields(base, mine).map((field) => [field, mine[field]]);
  return structuredClone({ ...theirs, ...Object.fromEntries(own) });
}

/** Half a ban goes up, as fiscal devices round. */
function divide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor / 2n) / divisor;
}

/** "21.00" as people say it: "21 %". */
export const rateName = (rate: string): string => `${formatMoney(rate).replace(/,00$/, '')} %`;

/** The VAT of a base: "100.00" at "21.00" is "21.00". */
export function vatOf(base: string, rate: string): string {
  return fromBani(divide(toBani(base) * toBani(rate), 10_000n));
}

/** An amount with VAT, taken apart. */
export function splitGross(gross: string, rate: string): Pick<VatGroup, 'base' | 'amount'> {
  const bani = toBani(gross);
  const amount = divide(bani * toBani(rate), 10_000n + toBani(rate));
  return { base: fromBani(bani - amount), amount: fromBani(amount) };
}

export interface VatSums {
  base: string;
  amount: string;
  gross: string;
  /** Of the total; "0.00" where they agree. */
  difference: string;
}

export function sumVat(groups: readonly VatGroup[], total: string): VatSums {
  let base = 0n;
  let amount = 0n;
  for (const group of groups) {
    base += toBani(group.base);
    amount += toBani(group.amount);
  }
  return {
    base: fromBani(base),
    amount: fromBani(amount),
    gross: fromBani(base + amount),
    difference: fromBani(toBani(total) - base - amount),
  };
}
