import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { rules } from '../testing/books';
import { openSite } from '../testing/site';

const read = 'GET /api/data-entry/accounting-rules';
const write = 'PUT /api/data-entry/accounting-rules';
const everything = ['receipts.create', 'receipts.approve', 'system.view'];

describe('AccountingRulesPage', () => {
  it("sends the company's own rules alone, so that the defaults stay defaults", async () => {
    const { wrapper, server } = await openSite(
      '/data-entry/accounting-rules',
      {
        [read]: () => ({ body: rules() }),
        [write]: () => ({ body: rules({ version: 4 }) }),
      },
      everything,
    );
    const [fuel, consumables] = wrapper.findAll('tbody tr');
    expect(fuel?.text()).toContain('implicit');
    await fuel?.get('select').setValue(100);
    await consumables?.get('.origin button').trigger('click');
    await wrapper.get('header button').trigger('click');
    await flushPromises();
    expect(server.to(write)[0]?.body).toEqual({
      version: 3,
      expenses: [{ code: 'fuel', debit_account: '6022', vat_deductible_percent: 100 }],
      accounts: [],
    });
    expect(wrapper.text()).toContain('Regulile au fost salvate');
  });

  it('only shows them to those who may not change them', async () => {
    const { wrapper } = await openSite('/data-entry/accounting-rules', {
      [read]: () => ({ body: rules() }),
    });
    expect(wrapper.text()).toContain('se schimbă de un administrator');
    expect(wrapper.find('header button').exists()).toBe(false);
    expect(wrapper.findAll('input').every((input) => input.element.disabled)).toBe(true);
  });

  it('does not overwrite what somebody else has changed', async () => {
    const { wrapper, server } = await openSite(
      '/data-entry/accounting-rules',
      {
        [read]: () => ({ body: rules() }),
        [write]: () => ({ status: 409, body: { detail: 'x', code: 'version_conflict' } }),
      },
      everything,
    );
    await wrapper.get('tbody select').setValue(0);
    await wrapper.get('header button').trigger('click');
    await flushPromises();
    const alert = wrapper.get('[role="alert"]');
    expect(alert.text()).toContain('Altcineva a schimbat regulile');
    await alert.get('button').trigger('click');
    await flushPromises();
    expect(server.to(read)).toHaveLength(2);
    expect(wrapper.get<HTMLSelectElement>('tbody select').element.value).toBe('50');
  });
});
