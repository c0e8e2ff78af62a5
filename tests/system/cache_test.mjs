// The reports' cache of the real executable: one ERP query for many who ask, what a restart finds
// again, what a change in the ERP drops, and a full disk.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PATIENCE_MS, Server, assertError, makeFolder, removeFolder, sleep } from './support.mjs';

const LIST = '/api/reports/invoices?page_size=500&company_id=';
let dataDir;
let server;
let demo;
let contabil;
let companies; // of demo, that both may see first

before(async () => {
  dataDir = makeFolder();
  await start();
  const own = (await server.get('/api/companies', { token: contabil })).json().items;
  const all = (await server.get('/api/companies', { token: demo })).json().items;
  companies = [own[0], all.find(({ id }) => !own.some((mine) => mine.id === id))];
});

after(async () => {
  await server?.stop();
  removeFolder(dataDir);
});

async function start(env = {}, options = {}) {
  server = await Server.start({ LOG_LEVELS: 'REPORTS=debug', ...env }, { dataDir, ...options });
  demo = (await server.login('demo')).access_token;
  contabil = (await server.login('contabil')).access_token;
}

async function restart(env, options) {
  await server.stop();
  await start(env, options);
}

const list = (company, more = '') => server.get(`${LIST}${company}${more}`, { token: demo });
const stats = async () => (await server.get('/api/reports/cache/stats', { token: demo })).json();
const clear = (body, token = demo) => server.post('/api/reports/cache/clear', body, { token });

/** How often the ERP was asked for a list of invoices: the program logs each of them. */
const erpQueries = () => server.log.split('invoices listed').length - 1;

async function cacheHealth() {
  return (await server.get('/health', { token: demo })).json().components.cache;
}

async function waitUntil(isSo, what) {
  const until = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    assert.ok(Date.now() < until, what);
    await sleep(100);
  }
}

/** What the ERP does when somebody books something. */
function changeBooks(company) {
  const file = join(dataDir, 'demo-erp', `${company.schema}.db`);
  const done = spawnSync('sqlite3', [
    '-cmd',
    '.timeout 10000',
    file,
    'UPDATE marcaj SET modificari = modificari + 1',
  ]);
  assert.equal(done.status, 0, String(done.stderr));
}

describe('the cache', () => {
  test('asks the ERP once for 64 who ask for the same at the same time', async () => {
    const [company] = companies;
    const answers = await Promise.all(Array.from({ length: 64 }, () => list(company.id)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal(new Set(answers.map(({ headers }) => headers.etag)).size, 1);
    await waitUntil(() => erpQueries() > 0, 'the query is not in the log');
    assert.equal(erpQueries(), 1);
    const { total } = await stats();
    assert.equal(total.misses, 1);
    assert.equal(total.misses + total.shared_waits + total.memory_hits, 64);
  });

  test('says how old an answer is, also to who has it already', async () => {
    const answer = await list(companies[0].id);
    assert.equal(answer.headers['x-cache'], 'memory');
    assert.match(answer.headers['x-data-as-of'], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const again = await server.get(`${LIST}${companies[0].id}`, {
      token: demo,
      headers: { 'If-None-Match': answer.headers.etag },
    });
    assert.equal(again.status, 304);
    assert.equal(again.headers['x-data-as-of'], answer.headers['x-data-as-of']);
  });

  test('never gives an answer to who has no right to its company', async () => {
    const secret = await list(companies[1].id);
    assert.equal(secret.status, 200);
    const refused = await server.get(`${LIST}${companies[1].id}`, { token: contabil });
    assertError(refused, 403);
    assert.notEqual(secret.text, (await list(companies[0].id)).text);
  });

  test('is managed by administrators alone', async () => {
    for (const [method, path, body] of [
      ['GET', 'stats', undefined],
      ['POST', 'clear', '{}'],
      ['PUT', 'settings', '{}'],
    ]) {
      const answer = await server.send(method, `/api/reports/cache/${path}`, {
        token: contabil,
        body,
      });
      assertError(answer, 403, path);
    }
  });

  test('forgets what an administrator clears', async () => {
    const cleared = await clear({ company_id: companies[0].id });
    assert.equal(cleared.status, 200);
    assert.ok(cleared.json().memory_entries >= 1, cleared.text);
    assert.equal((await list(companies[0].id)).headers['x-cache'], 'miss');
    assert.equal((await list(companies[1].id)).headers['x-cache'], 'memory');
  });

  test('forgets a company whose books have changed, and no other', async () => {
    const [changed, other] = companies;
    const before = await list(changed.id);
    await list(other.id);
    changeBooks(changed);
    await waitUntil(
      async () =>
        (await list(changed.id)).headers['x-data-as-of'] !== before.headers['x-data-as-of'],
      'the change does not show',
    );
    assert.equal((await list(other.id)).headers['x-cache'], 'memory');
    assert.ok((await stats()).dropped_by_change >= 1);
  });

  test('finds its answers again after a restart', async () => {
    const [company] = companies;
    const before = await list(company.id);
    await waitUntil(async () => (await stats()).disk.entries >= 2, 'nothing reaches the disk');
    await restart();
    const found = await list(company.id);
    assert.equal(found.headers['x-cache'], 'disk');
    assert.equal(found.headers.etag, before.headers.etag);
    assert.equal(found.headers['x-data-as-of'], before.headers['x-data-as-of']);
    assert.equal(found.text, before.text);
    assert.equal((await stats()).total.misses, 0);
    assert.equal(erpQueries(), 0);
  });

  test('trusts nothing from before a restart when the books have changed meanwhile', async () => {
    await server.stop();
    changeBooks(companies[0]);
    await start();
    assert.equal((await list(companies[0].id)).headers['x-cache'], 'miss');
    assert.equal((await list(companies[1].id)).headers['x-cache'], 'disk');
  });

  test('keeps settings that an administrator changed', async () => {
    const settings = {
      enabled: false,
      memory_mb: 8,
      max_age_seconds: 60,
      stale_seconds: 0,
      reports: [{ report: 'invoices', max_age_seconds: 5 }],
    };
    const put = (body) =>
      server.send('PUT', '/api/reports/cache/settings', {
        token: demo,
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      });
    assert.deepEqual((await put(settings)).json(), { settings, kept: true });
    assert.equal((await list(companies[0].id)).headers['x-cache'], 'off');
    await restart();
    assert.deepEqual((await stats()).settings, settings);
    assert.equal((await cacheHealth()).status, 'disabled');
    assert.equal((await put({ ...settings, enabled: true, reports: [] })).status, 200);
  });

  test('goes on on a full disk, says so, and heals when there is room', async () => {
    await clear({});
    // No file of the program may grow beyond 200 KB: writing fails as on a full disk.
    await restart({}, { fileBlocks: 400 });
    for (let page = 1; page <= 8; page += 1) {
      for (const sort of ['date', 'total', 'partner']) {
        const answer = await list(companies[0].id, `&page=${page}&sort=${sort}`);
        assert.equal(answer.status, 200, answer.text);
      }
    }
    await waitUntil(
      async () => (await cacheHealth()).status === 'degraded',
      'health does not say that the cache on disk is full',
    );
    const again = await list(companies[0].id, '&page=1&sort=partner');
    assert.equal(again.headers['x-cache'], 'memory');
    assert.equal((await server.get('/health')).status, 200);
    const raised = spawnSync('prlimit', ['--pid', String(server.pid), '--fsize=unlimited']);
    assert.equal(raised.status, 0, String(raised.stderr));
    await waitUntil(async () => (await cacheHealth()).status === 'ok', 'it does not heal');
  });
});
