import { describe, expect, it } from 'vitest';
import { mountPage } from '@/shared/testing/mountPage';
import AsOf from './AsOf.vue';

describe('AsOf', () => {
  it('says when the figures were read, with the day where it was not today', async () => {
    const { wrapper } = await mountPage(AsOf, { props: { asOf: '2025-11-23T14:05:00' } });
    expect(wrapper.text()).toBe('Date din 23.11.2025 14:05');
    const now = new Date();
    await wrapper.setProps({ asOf: now.toISOString() });
    expect(wrapper.text()).toMatch(/^Date de azi, \d\d:\d\d$/);
  });

  it('shows nothing where the server does not say', async () => {
    const { wrapper } = await mountPage(AsOf, { props: { asOf: null, refreshable: true } });
    expect(wrapper.find('p').exists()).toBe(false);
  });

  it('asks again on demand', async () => {
    const { wrapper } = await mountPage(AsOf, {
      props: { asOf: '2025-11-23T14:05:00Z', refreshable: true },
    });
    await wrapper.get('button[aria-label="Citește din nou"]').trigger('click');
    expect(wrapper.emitted('refresh')).toHaveLength(1);
  });
});
