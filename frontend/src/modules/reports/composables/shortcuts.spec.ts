// @vitest-environment node
import { expect, it } from 'vitest';
import { dueShortcuts, issuedShortcuts } from './shortcuts';

const today = new Date(2025, 2, 1, 23, 59);

it('counts back over the end of a month, today included', () => {
  expect(issuedShortcuts(today)[0]).toEqual({
    key: 'last30',
    from: '2025-01-31',
    to: '2025-03-01',
  });
});

it('does not count what is due today as past', () => {
  expect(dueShortcuts(today).find((item) => item.key === 'duePast')?.to).toBe('2025-02-28');
  expect(dueShortcuts(today).find((item) => item.key === 'dueNext7')?.from).toBe('2025-03-01');
});
