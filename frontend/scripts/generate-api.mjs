// Writes src/shared/api/schema.d.ts from the server's OpenAPI description.
// OPENAPI_JSON: path of the description; default: where the CMake build leaves it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const frontend = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const source = resolve(process.env.OPENAPI_JSON ?? resolve(frontend, '../build/openapi.json'));
const target = resolve(frontend, 'src/shared/api/schema.d.ts');

const text = `// Generated from the server's /openapi.json by "npm run generate:api". Do not edit.\n${astToString(
  await openapiTS(pathToFileURL(source)),
)}`;

let before = '';
try {
  before = readFileSync(target, 'utf8');
} catch {
  // The first run: there is nothing to compare with.
}
// An untouched file keeps its time stamp, so that incremental builds stay incremental.
if (before !== text) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
