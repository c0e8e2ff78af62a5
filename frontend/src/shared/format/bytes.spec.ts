import { expect, it } from 'vitest';
import { formatBytes } from './bytes';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1024, '1 KB'],
  [1536, '1,5 KB'],
  [1_258_291, '1,2 MB'],
  [67_108_864, '64 MB'],
  [1_073_741_823, '1 GB'],
])('says %i bytes as people do', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
