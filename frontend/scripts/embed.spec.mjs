// @vitest-environment node
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect } from './embed.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embed-'));
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>ș</title>');
  writeFileSync(join(folder, 'dist/assets/index-C6QP2o4f.js'), 'console.log(1)\n'.repeat(100));
});

afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args) =>
  execFileSync(process.execPath, [join(import.meta.dirname, 'embed.mjs'), ...args], {
    cwd: folder,
    stdio: 'pipe',
  });

describe('embed.mjs', () => {
  it('stores every file compressed, with its type and whether its name is a hash', () => {
    const files = collect(join(folder, 'dist'));
    expect(files.map(({ path, contentType, immutable }) => [path, contentType, immutable])).toEqual(
      [
        ['/assets/index-C6QP2o4f.js', 'text/javascript; charset=utf-8', true],
        ['/index.html', 'text/html; charset=utf-8', false],
      ],
    );
    for (const file of files) {
      const original = readFileSync(join(folder, 'dist', file.path));
      expect(gunzipSync(file.gzip).equals(original)).toBe(true);
      expect(file.size).toBe(original.length);
    }
  });

  it('writes sources that name every file, extra folders below their prefix', () => {
    mkdirSync(join(folder, 'more'));
    writeFileSync(join(folder, 'more/a.css'), 'a{}');
    run('dist', 'out', '/extra=more');
    const source = readFileSync(join(folder, 'out/embedded_files.cpp'), 'utf8');
    const paths = [...source.matchAll(/\.path = "([^"]+)"/g)].map((match) => match[1]);
    expect(paths).toEqual(['/assets/index-C6QP2o4f.js', '/extra/a.css', '/index.html']);
    expect(source).toMatch(/\.etag = "\\"[0-9a-f]{32}\\""/);
    expect(readFileSync(join(folder, 'out/embedded_files.S'), 'utf8')).toContain('.note.GNU-stack');
  });

  it('leaves an unchanged output alone, and writes a changed one', () => {
    run('dist', 'out');
    const old = new Date(2020, 0, 1);
    for (const name of readdirSync(join(folder, 'out')))
      utimesSync(join(folder, 'out', name), old, old);
    run('dist', 'out');
    const changed = () =>
      readdirSync(join(folder, 'out'))
        .filter((name) => statSync(join(folder, 'out', name)).mtimeMs !== old.getTime())
        .sort();
    expect(changed()).toEqual([]);
    // The same length: only the etag tells.
    writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>ț</title>');
    run('dist', 'out');
    expect(changed()).toEqual(['1.gz', 'embedded_files.S', 'embedded_files.cpp']);
  });

  it('refuses a kind of file that it cannot name, and two files at one address', () => {
    writeFileSync(join(folder, 'dist/x.exe'), '');
    expect(() => run('dist', 'out')).toThrow(/no content type/);
    rmSync(join(folder, 'dist/x.exe'));
    expect(() => run('dist', 'out', '=dist')).toThrow(/two files/);
  });
});
