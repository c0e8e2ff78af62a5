// Writes dist/sw.js: worker/sw.js with the list of the page's files and a version made of their
// content, so that a page that differs in one byte is a new version, and the same page is not.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

const source = resolve(import.meta.dirname, '../worker/sw.js');
const NAME = 'sw.js';

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .sort();
}

export function workerText(template, folder) {
  const files = filesBelow(folder).filter((file) => relative(folder, file) !== NAME);
  const digest = createHash('sha256').update(template);
  const addresses = files.map((file) => {
    const address = `/${relative(folder, file).split(sep).join('/')}`;
    digest.update(`${address}\n`).update(readFileSync(file));
    return address;
  });
  return template
    .replace('__VERSION__', () => JSON.stringify(digest.digest('hex').slice(0, 16)))
    .replace('__FILES__', () => JSON.stringify(addresses, null, 2));
}

/** A plugin of Vite: the worker knows the files once they are written. */
export function serviceWorker() {
  let folder = '';
  return {
    name: 'roa2web-service-worker',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        writeFileSync(join(folder, NAME), workerText(readFileSync(source, 'utf8'), folder));
      },
    },
  };
}
