import { describe, expect, it } from 'vitest';
import { receipt } from '../testing/receipts';
import {
  bodyOf,
  changedFields,
  emptyForm,
  formOf,
  mergeForms,
  splitGross,
  sumVat,
  vatOf,
} from './receiptForm';

describe('receiptForm', () => {
  it('sends what it was given, and nothing for what is empty', () => {
    const body = bodyOf(formOf(receipt()), null);
    expect(body).toMatchObject({ number: '101', total: '121.00', time: null, description: null });
    expect(bodyOf(emptyForm(), null)).toMatchObject({ kind: 'bon_fiscal', total: null, vat: [] });
  });

  it('keeps the part in cash for a mixed payment alone', () => {
    const form = { ...formOf(receipt()), cash_amount: '20.00' };
    expect(bodyOf(form, null).cash_amount).toBeNull();
    expect(bodyOf({ ...form, payment_method: 'mixed' }, null).cash_amount).toBe('20.00');
  });

  it('carries the lines that it does not show', () => {
    const lines = [{ description: 'Hârtie', quantity: '1', amount: '121.00' }];
    expect(bodyOf(formOf(receipt({ lines })), lines).lines).toEqual(lines);
  });

  it('rounds VAT as fiscal devices do', () => {
    expect(vatOf('0.02', '21.00')).toBe('0.00');
    expect(vatOf('0.03', '21.00')).toBe('0.01');
    expect(vatOf('100.00', '11.00')).toBe('11.00');
    expect(splitGross('121.00', '21.00')).toEqual({ base: '100.00', amount: '21.00' });
    expect(splitGross('10.00', '21.00')).toEqual({ base: '8.26', amount: '1.74' });
    expect(splitGross('10.00', '0.00')).toEqual({ base: '10.00', amount: '0.00' });
  });

  it('sums groups and tells how far they are from the total', () => {
    const groups = [
      { rate: '21.00', base: '100.00', amount: '21.00' },
      { rate: '11.00', base: '', amount: '' },
    ];
    expect(sumVat(groups, '120.00')).toEqual({
      base: '100.00',
      amount: '21.00',
      gross: '121.00',
      difference: '-1.00',
    });
  });

  it("puts one's own changes on top of another's, field by field", () => {
    const base = formOf(receipt());
    const mine = { ...base, description: 'Hârtie', number: '102' };
    const theirs = { ...base, total: '150.00', number: '103' };
    expect(changedFields(base, mine)).toEqual(['number', 'description']);
    expect(mergeForms(base, mine, theirs)).toMatchObject({
      description: 'Hârtie',
      total: '150.00',
      number: '102',
    });
  });
});
