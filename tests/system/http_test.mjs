// What every answer has: one shape of errors, request id, security headers, ETag, gzip, HEAD, CORS, and a log without secrets.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Server, assertError } from './support.mjs';

const ORIGIN = 'https://portal.example.ro';

let server;
let demo;
let company;

before(async () => {
  server = await Server.start({ CORS_ORIGINS: ORIGIN });
  demo = (await server.login('demo')).access_token;
  company = (await server.get('/api/companies', { token: demo })).json().items[0].id;
});

after(() => server?.stop());

async function invoices(query, token = demo) {
  const all = new URLSearchParams({ company_id: company, ...query });
  return server.get(`/api/reports/invoices?${all}`, { token });
}

describe('HTTP', () => {
  test('errors of every kind have one shape', async () => {
    assertError(await server.get('/api/nothing', { token: demo }), 404);
    assertError(await server.get('/api', { token: demo }), 404);
    const refused = await server.send('PUT', '/api/auth/login');
    assertError(refused, 405);
    assert.match(refused.headers.allow, /POST/);
    assertError(await server.send('PATCH', '/api/companies', { token: demo }), 405);
  });

  test('answers carry a request id: the given one where it is harmless', async () => {
    const ids = new Set();
    for (let i = 0; i < 5; ++i) ids.add((await server.get('/health')).headers['x-request-id']);
    assert.equal(ids.size, 5);
    const given = async (id) =>
      (await server.get('/health', { headers: { 'X-Request-ID': id } })).headers['x-request-id'];
    assert.equal(await given('abc-123'), 'abc-123');
    for (const bad of ['a b', 'a"b', '<script>', 'x'.repeat(65)])
      assert.notEqual(await given(bad), bad);
  });

  test('security headers are on every answer', async () => {
    const answers = [
      await server.get('/health'),
      await server.get('/api/nothing'),
      await server.get('/api/auth/me'),
      await server.post('/api/auth/login', '{}'),
      await invoices({}),
      await server.get('/'),
    ];
    for (const { headers } of answers) {
      assert.match(headers['content-security-policy'], /default-src 'self'/);
      assert.match(headers['content-security-policy'], /frame-ancestors 'none'/);
      assert.doesNotMatch(
        /script-src ([^;]*)/.exec(headers['content-security-policy'])[1],
        /unsafe/,
      );
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.ok(headers['referrer-policy']);
    }
  });

  test('tokens are never kept by caches', async () => {
    const login = await server.post('/api/auth/login', { username: 'viewer', password: 'viewer' });
    assert.match(login.headers['cache-control'], /no-store/);
    assert.match((await invoices({})).headers['cache-control'], /private|no-store/);
  });

  test('reads have strong ETags and honour If-None-Match', async () => {
    for (const path of [
      '/api/companies',
      `/api/calendar?company_id=${company}`,
      `/api/reports/invoices?company_id=${company}`,
    ]) {
      const first = await server.get(path, { token: demo });
      const tag = first.headers.etag;
      assert.match(tag, /^"[^"]+"$/, path);
      const ask = (value) => server.get(path, { token: demo, headers: { 'If-None-Match': value } });
      for (const value of [tag, '*', `"other", ${tag}`, `W/${tag}`]) {
        const same = await ask(value);
        assert.equal(same.status, 304, `${path} ${value}`);
        assert.equal(same.bytes.length, 0);
        if (value !== '*') assert.equal(same.headers.etag, tag);
        assert.ok(same.headers.etag);
        assert.ok(same.headers['x-request-id']);
      }
      assert.equal((await ask('"other"')).status, 200);
    }
    assertError(await server.get('/api/companies', { headers: { 'If-None-Match': '*' } }), 401);
  });

  test('ETags differ between users and between selections', async () => {
    const tag = async (query, token) => (await invoices(query, token)).headers.etag;
    assert.notEqual(await tag({ page: 1 }), await tag({ page: 2 }));
    assert.equal(await tag({ page: 1 }), await tag({ page: 1 }));
  });

  test('large answers are compressed for clients that ask for it', async () => {
    const path = `/api/reports/invoices?company_id=${company}&page_size=100`;
    const ask = (encoding) =>
      server.get(path, { token: demo, headers: { 'Accept-Encoding': encoding } });
    const plain = await ask('identity');
    assert.equal(plain.headers['content-encoding'], undefined);
    const small = await ask('gzip');
    assert.equal(small.headers['content-encoding'], 'gzip');
    assert.match(small.headers.vary, /Accept-Encoding/);
    assert.ok(small.bytes.length < plain.bytes.length / 2);
    assert.equal(gunzipSync(small.bytes).toString('utf8'), plain.text);
    assert.equal((await ask('gzip;q=0')).headers['content-encoding'], undefined);
    assert.equal((await ask('br, deflate')).headers['content-encoding'], undefined);
    const again = await server.get(path, {
      token: demo,
      headers: { 'Accept-Encoding': 'gzip', 'If-None-Match': small.headers.etag },
    });
    assert.equal(again.status, 304);
  });

  test('HEAD answers like GET, without the body', async () => {
    for (const path of [
      '/health/live',
      '/api/companies',
      `/api/reports/invoices?company_id=${company}`,
    ]) {
      const get = await server.get(path, { token: demo });
      const head = await server.send('HEAD', path, { token: demo });
      assert.equal(head.status, get.status, path);
      assert.equal(head.bytes.length, 0);
      assert.equal(head.headers['content-length'], get.headers['content-length']);
      assert.equal(head.headers.etag, get.headers.etag);
    }
    assert.equal((await server.send('HEAD', '/api/companies')).status, 401);
  });

  test('other sites may call where the settings name them', async () => {
    const preflight = (origin) =>
      server.send('OPTIONS', '/api/auth/login', {
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      });
    const allowed = await preflight(ORIGIN);
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers['access-control-allow-origin'], ORIGIN);
    assert.match(allowed.headers['access-control-allow-methods'], /POST/);
    assert.match(allowed.headers['access-control-allow-headers'], /Authorization/i);
    for (const origin of [
      'https://evil.example',
      `${ORIGIN}.evil.example`,
      'null',
      'http://portal.example.ro',
    ]) {
      assert.equal(
        (await preflight(origin)).headers['access-control-allow-origin'],
        undefined,
        origin,
      );
      const answer = await server.get('/health', { headers: { Origin: origin } });
      assert.equal(answer.headers['access-control-allow-origin'], undefined, origin);
      assert.match(answer.headers.vary ?? '', /Origin/);
    }
    const answer = await server.get('/health', { headers: { Origin: ORIGIN } });
    assert.equal(answer.headers['access-control-allow-origin'], ORIGIN);
  });

  test('health tells everybody the status, and details to those who may see them', async () => {
    const everybody = await server.get('/health');
    assert.equal(everybody.status, 200);
    assert.ok(['ok', 'degraded'].includes(everybody.json().status));
    const { access_token: viewer } = await server.login('viewer');
    const detailOf = async (token) => {
      const { components } = (await server.get('/health', { token })).json();
      return Object.values(components ?? {}).some(({ detail }) => Boolean(detail));
    };
    assert.equal(await detailOf(undefined), false);
    assert.equal(await detailOf(viewer), false);
    assert.equal((await server.get('/health', { token: demo })).status, 200);
    assert.equal((await server.get('/health', { token: 'garbage' })).status, 200);
  });

  test('no secret, token or password is in the log', async () => {
    const pair = await server.login('demo');
    await server.post('/api/auth/login', { username: 'demo', password: 'Parola-De-Test-7' });
    await server.get(`/api/auth/me?token=${pair.access_token}`, { token: pair.access_token });
    await server.get('/health');
    for (const secret of [pair.access_token, pair.refresh_token, 'Parola-De-Test-7', demo]) {
      assert.ok(!server.log.includes(secret));
      assert.ok(!server.log.includes(secret.split('.').at(-1)));
    }
    assert.match(server.log, /\[AUTH\] signed in user=demo/);
    assert.match(server.log, /\[AUTH\] login failed user=demo/);
  });
});
