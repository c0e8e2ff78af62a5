import { expect, it } from 'vitest';
import { mountPage } from '@/shared/testing/mountPage';
import { invoicePage } from '../testing/invoices';
import InvoiceSummary from './InvoiceSummary.vue';

const { totals } = invoicePage([]);

it('divides the total into paid, not due and overdue', async () => {
  const { wrapper } = await mountPage(InvoiceSummary, { props: { totals, status: 'all' } });
  const parts = wrapper
    .findAll('.legend button')
    .map((part) => part.get('.value').text() + ' ' + part.get('.percent').text());
  expect(parts).toEqual(['1.815,00 50,0%', '907,50 25,0%', '907,50 25,0%']);
  expect(wrapper.get('.figure').text()).toBe('3.630,00 lei');
});

it('shows the figure of a negative part, without a length', async () => {
  const credit = { ...totals, paid: '-100.00', balance: '100.00', overdue: '0.00' };
  const { wrapper } = await mountPage(InvoiceSummary, { props: { totals: credit, status: 'all' } });
  expect(wrapper.get('.legend .value').text()).toBe('\u2212100,00');
  expect(wrapper.findAll('.legend .percent').map((part) => part.text())).toEqual([
    '0,0%',
    '100,0%',
    '0,0%',
  ]);
});

it('chooses a status, and takes the choice back', async () => {
  const { wrapper } = await mountPage(InvoiceSummary, { props: { totals, status: 'overdue' } });
  const [paid, , overdue] = wrapper.findAll('.legend button');
  await paid!.trigger('click');
  await overdue!.trigger('click');
  expect(wrapper.emitted('status')).toEqual([['paid'], ['all']]);
});
