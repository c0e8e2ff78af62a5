// Puts the offline API documentation together: our page and the two files of swagger-ui it needs.
// Usage: node scripts/assemble-docs.mjs <out dir>
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const out = process.argv[2];
if (!out) {
  console.error('usage: node scripts/assemble-docs.mjs <out dir>');
  process.exit(2);
}
const frontend = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

mkdirSync(out, { recursive: true });
for (const name of ['index.html', 'init.js', 'docs.css']) {
  copyFileSync(join(frontend, 'docs', name), join(out, name));
}
for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
  // Source maps are not shipped, so the reference to them would only make a failing request.
  const text = readFileSync(join(swagger, name), 'utf8').replace(
    /^(\/\/# sourceMappingURL=.*|\/\*# sourceMappingURL=.*\*\/)\s*$/m,
    '',
  );
  writeFileSync(join(out, name), text);
}
