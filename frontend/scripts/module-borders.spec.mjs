// @vitest-environment node
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

let eslint;
beforeAll(() => {
  eslint = new ESLint({ cwd: new URL('..', import.meta.url).pathname });
});

/** The rules that an import breaks in a file, were it there. */
async function broken(filePath, from) {
  const [result] = await eslint.lintText(`import '${from}';\n`, { filePath });
  return result.messages.map((message) => message.ruleId);
}

describe('the borders between modules', () => {
  it.each([
    ['src/modules/reports/api.ts', '@/modules/data-entry'],
    ['src/modules/reports/api.ts', '../data-entry/api'],
    ['src/modules/data-entry/pages/page.ts', '../../reports/api'],
    ['src/shared/api/thing.ts', '@/modules/reports'],
    ['src/shared/api/thing.ts', '../../modules/reports/api'],
    ['src/thing.ts', '@/modules/reports/api'],
  ])('%s may not import %s', async (file, from) => {
    expect(await broken(file, from)).toEqual(['no-restricted-imports']);
  });

  it.each([
    ['src/modules/reports/pages/page.ts', '../api'],
    ['src/modules/reports/pages/page.ts', '@/shared/api/client'],
    ['src/thing.ts', '@/modules/reports'],
  ])('%s may import %s', async (file, from) => {
    expect(await broken(file, from)).toEqual([]);
  });
});
