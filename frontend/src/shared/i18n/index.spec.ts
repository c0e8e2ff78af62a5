import { describe, expect, it } from 'vitest';
import { en } from './en';
import { romanianPlural } from './index';
import { ro } from './ro';

type Tree = { [key: string]: string | Tree };

function texts(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : texts(value, `${prefix}${key}.`),
  );
}

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

const modules = import.meta.glob<Tree>('/src/modules/*/locales/*.ts', {
  eager: true,
  import: 'default',
});
const languages = { ro: new Map(texts(ro)), en: new Map(texts(en)) };
for (const [path, tree] of Object.entries(modules)) {
  const [, name = '', language = ''] = /modules\/([^/]+)\/locales\/(\w+)\.ts/.exec(path) ?? [];
  for (const [key, text] of texts(tree, `${name}.`))
    languages[language as 'ro' | 'en'].set(key, text);
}

describe('texts', () => {
  it('exist in both languages', () => {
    expect([...languages.en.keys()].sort()).toEqual([...languages.ro.keys()].sort());
    expect(languages.ro.has('reports.invoices.title')).toBe(true);
  });

  it('take the same values in both languages', () => {
    for (const [key, text] of languages.ro) {
      const inPlural = text.includes(' | ');
      const others = placeholders(languages.en.get(key) ?? '');
      // One form of a plural may say "o zi" where the other language counts.
      if (!inPlural) expect([key, placeholders(text)]).toEqual([key, others]);
    }
  });

  it('exist for every key that the page names', () => {
    const sources = import.meta.glob<string>('/src/**/*.{vue,ts}', {
      eager: true,
      query: '?raw',
      import: 'default',
    });
    const used = Object.entries(sources).flatMap(([file, source]) =>
      file.includes('.spec.')
        ? []
        : [...source.matchAll(/\bt\(\s*'([\w.]+)'|(?:titleKey|groupKey): '([\w.]+)'/g)].map(
            (match) => match[1] ?? match[2] ?? '',
          ),
    );
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter((key) => !languages.ro.has(key))).toEqual([]);
  });

  it('use ș and ț with a comma, never with a cedilla', () => {
    for (const [key, text] of languages.ro)
      expect([key, text]).not.toEqual([key, expect.stringMatching(/[şţŞŢ]/)]);
  });
});

describe('romanianPlural', () => {
  it.each([
    [0, 1],
    [1, 0],
    [2, 1],
    [19, 1],
    [20, 2],
    [100, 2],
    [101, 1],
    [119, 1],
    [120, 2],
  ])('counts %i with form %i of three', (count, form) => {
    expect(romanianPlural(count, 3)).toBe(form);
  });

  it('has a form for nothing where there are four', () => {
    expect([0, 1, 2, 20].map((count) => romanianPlural(count, 4))).toEqual([0, 1, 2, 3]);
  });
});
