import { expect, it } from 'vitest';
import { fileNameOf } from './download';

it.each([
  [
    `attachment; filename="a.csv"; filename*=UTF-8''facturi%20clien%C8%9Bi.csv`,
    'facturi clienți.csv',
  ],
  ['attachment; filename="facturi clienti.xlsx"', 'facturi clienti.xlsx'],
  ['attachment; filename=a.pdf', 'a.pdf'],
  [`attachment; filename="b.csv"; filename*=UTF-8''%E0%A4%A`, 'b.csv'],
  ['attachment', 'export'],
  [null, 'export'],
])('finds the name of the file in %s', (disposition, name) => {
  expect(fileNameOf(disposition, 'export')).toBe(name);
});
