// The HTTP contract, good and bad, against the real executable.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Server, assertError, forgeToken, readToken } from './support.mjs';

const SQL_FRAGMENTS = [
  "' OR 1=1 --",
  "'; DROP TABLE invoices; --",
  '" OR ""="',
  "1' UNION SELECT username, password_hash FROM users --",
  '%',
  '_',
  '\\',
  "\\' OR 1=1 --",
];
const PUBLIC = [
  '/api/auth/login',
  '/api/auth/two-factor',
  '/api/auth/refresh',
  '/health',
  '/openapi.json',
];

let server;
let demo;
let contabil;
let operations;
let company; // that both may see
let foreignCompany; // that demo alone may see

before(async () => {
  server = await Server.start();
  demo = (await server.login('demo')).access_token;
  contabil = (await server.login('contabil')).access_token;
  const own = (await server.get('/api/companies', { token: contabil })).json().items;
  const all = (await server.get('/api/companies', { token: demo })).json().items;
  company = own[0].id;
  foreignCompany = all.find((candidate) => !own.some((mine) => mine.id === candidate.id)).id;
  const document = (await server.get('/openapi.json')).json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      parameters: operation.parameters ?? [],
      url: path.replace(/\{\w+\}/g, '1'),
    })),
  );
});

after(() => server?.stop());

const isPublic = ({ path }) => PUBLIC.some((open) => path === open || path.startsWith('/health'));
const protectedOperations = () => operations.filter((operation) => !isPublic(operation));
const companyOperations = () =>
  operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'company_id'));

async function invoices(query, token = demo) {
  return server.get(
    `/api/reports/invoices?${new URLSearchParams({ company_id: company, ...query })}`,
    { token },
  );
}

describe('access', () => {
  test('the routes of the contract exist', () => {
    const known = operations.map(({ method, path }) => `${method} ${path}`);
    for (const route of [
      'POST /api/auth/login',
      'POST /api/auth/two-factor',
      'POST /api/auth/refresh',
      'POST /api/auth/logout',
      'GET /api/auth/me',
      'GET /api/auth/sessions',
      'DELETE /api/auth/sessions/{id}',
      'GET /api/companies',
      'GET /api/calendar',
      'GET /api/reports/invoices',
      'GET /api/reports/invoices/{id}',
      'GET /health',
    ]) {
      assert.ok(known.includes(route), route);
    }
  });

  test('every other route refuses callers without a good token', async () => {
    const { header, claims } = readToken(demo);
    const hour = 3600;
    const [head, body, signature] = demo.split('.');
    const flipped = (signature[0] === 'A' ? 'B' : 'A') + signature.slice(1);
    const tokens = {
      none: undefined,
      garbage: 'garbage',
      dots: '..',
      tampered: `${head}.${body}.${flipped}`,
      unsigned: `${head}.${body}.`,
      'other claims': forgeToken(demo, { claims: { sub: '2' } }).replace(/[^.]*$/, signature),
      expired: forgeToken(demo, {
        claims: { iat: claims.iat - hour, nbf: claims.nbf - hour, exp: claims.exp - hour },
      }),
      'not yet valid': forgeToken(demo, { claims: { nbf: claims.nbf + hour } }),
      'alg none': forgeToken(demo, { header: { alg: 'none' } }),
      'alg None': forgeToken(demo, { header: { alg: 'None' } }),
      'alg HS512': forgeToken(demo, { header: { alg: 'HS512' } }),
      'unknown kid': forgeToken(demo, { header: { kid: 'other' } }),
      'no kid': forgeToken(demo, { header: { kid: undefined } }),
      'other issuer': forgeToken(demo, { claims: { iss: 'other' } }),
      'other audience': forgeToken(demo, { claims: { aud: 'other' } }),
      'other session': forgeToken(demo, { claims: { sid: 'x' } }),
      'session of another user': forgeToken(demo, { claims: { sub: '999999' } }),
      huge: `${head}.${'A'.repeat(12_000)}.${signature}`,
    };
    assert.equal(header.alg, 'HS256');
    assert.ok(protectedOperations().length >= 8);
    for (const operation of protectedOperations()) {
      for (const [name, token] of Object.entries(tokens)) {
        const answer = await server.send(operation.method, operation.url, { token });
        assertError(answer, 401, `${operation.method} ${operation.path}, ${name}`);
        assert.match(answer.headers['www-authenticate'] ?? '', /^Bearer/);
      }
    }
  });

  test('a token signed as ours is good, so the forgeries fail for their own reason', async () => {
    const answer = await server.get('/api/auth/me', { token: forgeToken(demo) });
    assert.equal(answer.status, 200, answer.text);
  });

  test('other schemes of authorization are no token', async () => {
    for (const Authorization of [`Basic ${demo}`, demo, `Bearer`, `Bearer `, `Bearer  `]) {
      assertError(
        await server.get('/api/auth/me', { headers: { Authorization } }),
        401,
        Authorization,
      );
    }
  });

  test('company routes refuse missing, foreign, unknown and malformed companies', async () => {
    assert.ok(companyOperations().length >= 3);
    for (const { method, url, path } of companyOperations()) {
      // The administrator may call all of them, so what is refused is the company.
      const ask = (query, token = demo) => server.send(method, `${url}${query}`, { token });
      assertError(await ask(''), 422, `${path}, missing`);
      assertError(await ask('?company_id=999999'), 403, `${path}, unknown`);
      assertError(await ask(`?company_id=${foreignCompany}`, contabil), 403, `${path}, foreign`);
      for (const id of [
        '0',
        '-1',
        'x',
        '1.5',
        '1e3',
        '99999999999999999999',
        '1%20OR%201%3D1',
        '1%00',
      ]) {
        const answer = await ask(`?company_id=${id}`);
        assert.ok([400, 422].includes(answer.status), `${path}, ${id}: ${answer.status}`);
      }
      assertError(
        await ask(`?company_id=${company}&company_id=${foreignCompany}`),
        422,
        `${path}, twice`,
      );
    }
  });

  test("a user sees his own companies' list only", async () => {
    const items = (await server.get('/api/companies', { token: contabil })).json().items;
    assert.ok(!items.some(({ id }) => id === foreignCompany));
    for (const name of ['id', 'name', 'cui', 'registration_number', 'schema', 'is_default']) {
      assert.ok(name in items[0], name);
    }
  });

  test('a role without the permission is refused', async () => {
    const { access_token: token } = await server.login('operator');
    const own = (await server.get('/api/companies', { token })).json().items;
    assertError(await server.get(`/api/reports/invoices?company_id=${own[0].id}`, { token }), 403);
  });
});

describe('sign-in', () => {
  test('login gives a pair, and me answers who it is', async () => {
    const pair = await server.login('viewer');
    assert.equal(pair.token_type, 'bearer');
    assert.ok(pair.expires_in > 0);
    assert.equal(pair.user.username, 'viewer');
    assert.deepEqual(pair.user.permissions, ['reports.view']);
    const me = await server.get('/api/auth/me', { token: pair.access_token });
    assert.deepEqual(me.json(), pair.user);
  });

  test('wrong passwords and unknown users get the same answer', async () => {
    const wrong = await server.post('/api/auth/login', { username: 'demo', password: 'x' });
    const unknown = await server.post('/api/auth/login', { username: 'nobody', password: 'x' });
    assertError(wrong, 401);
    assertError(unknown, 401);
    assert.equal(wrong.text, unknown.text);
  });

  test('SQL in the name or the password is a wrong name or password', async () => {
    for (const text of SQL_FRAGMENTS) {
      assertError(
        await server.post('/api/auth/login', { username: text, password: 'x' }),
        401,
        text,
      );
      assertError(
        await server.post('/api/auth/login', { username: 'demo', password: text }),
        401,
        text,
      );
      assertError(await server.post('/api/auth/refresh', { refresh_token: text }), 401, text);
      assertError(
        await server.post('/api/auth/two-factor', { challenge_id: text, code: '123456' }),
        401,
        text,
      );
    }
  });

  test('bodies of wrong types and shapes do not validate', async () => {
    const bodies = [
      '',
      'x',
      '{',
      '[]',
      'null',
      '7',
      '"text"',
      '{"username":"demo"}',
      '{"username":null,"password":null}',
      '{"username":1,"password":true}',
      '{"username":["demo"],"password":{}}',
      '{"username":"","password":""}',
      '{"username":"a\\u0000b","password":"x"}',
      `{"username":"${'a'.repeat(101)}","password":"x"}`,
      '{"username":"demo","password":"demo","role":"administrator"}',
      '{"username":"demo","password":"demo"} x',
      `${'['.repeat(5000)}`,
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    ];
    for (const body of bodies) {
      for (const path of ['/api/auth/login', '/api/auth/two-factor', '/api/auth/refresh']) {
        assertError(await server.post(path, body), 422, `${path} ${String(body).slice(0, 60)}`);
      }
    }
  });

  test('a refresh token is good for one use, and its reuse ends the session', async () => {
    const first = await server.login('viewer');
    const refresh = (token) => server.post('/api/auth/refresh', { refresh_token: token });
    const second = await refresh(first.refresh_token);
    assert.equal(second.status, 200);
    assertError(await refresh(first.refresh_token), 401, 'reuse');
    assertError(await refresh(second.json().refresh_token), 401, 'the family is revoked');
    assertError(await server.get('/api/auth/me', { token: second.json().access_token }), 401);
  });

  test('of many refreshes at the same time exactly one wins', async () => {
    const { refresh_token } = await server.login('viewer');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.post('/api/auth/refresh', { refresh_token })),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(answers.filter(({ status }) => status === 401).length, 19);
  });

  test('logout ends the access token at once', async () => {
    const { access_token: token, refresh_token } = await server.login('viewer');
    const answer = await server.post('/api/auth/logout', '', { token });
    assert.equal(answer.status, 204);
    assert.equal(answer.bytes.length, 0);
    assertError(await server.get('/api/auth/me', { token }), 401);
    assertError(await server.post('/api/auth/refresh', { refresh_token }), 401);
  });

  test('a device can be signed out from another one, but not by another user', async () => {
    const here = await server.login('viewer');
    const there = await server.login('viewer');
    const { sid } = readToken(there.access_token).claims;
    const list = await server.get('/api/auth/sessions', { token: here.access_token });
    const row = list.json().items.find(({ id }) => id === sid);
    assert.equal(row.current, false);
    assert.match(row.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const remove = (token, id) => server.send('DELETE', `/api/auth/sessions/${id}`, { token });
    assertError(await remove(contabil, sid), 404);
    assert.equal((await remove(here.access_token, sid)).status, 204);
    assertError(await remove(here.access_token, sid), 404, 'again');
    assertError(await server.get('/api/auth/me', { token: there.access_token }), 401);
    assert.equal((await server.get('/api/auth/me', { token: here.access_token })).status, 200);
  });
});

describe('calendar', () => {
  test('periods come newest first, with the current one', async () => {
    const answer = await server.get(`/api/calendar?company_id=${company}`, { token: demo });
    assert.equal(answer.status, 200, answer.text);
    const { items, current } = answer.json();
    const months = items.map(({ year, month }) => year * 12 + month);
    assert.ok(months.length > 0);
    assert.deepEqual(
      months,
      [...months].sort((a, b) => b - a),
    );
    assert.ok(items.every(({ closed }) => typeof closed === 'boolean'));
    assert.ok(items.some(({ year, month }) => year === current.year && month === current.month));
  });
});

describe('invoices', () => {
  test('the list is a page with totals of the whole selection', async () => {
    const answer = await invoices({ page_size: 5 });
    assert.equal(answer.status, 200, answer.text);
    const page = answer.json();
    assert.equal(page.items.length, 5);
    assert.equal(page.page, 1);
    assert.equal(page.page_size, 5);
    assert.ok(page.total > 5);
    for (const name of ['net', 'vat', 'total', 'paid', 'balance']) {
      assert.match(page.totals[name], /^-?\d+\.\d\d$/, name);
      assert.match(page.items[0][name], /^-?\d+\.\d\d$/, name);
    }
    assert.match(page.items[0].date, /^\d{4}-\d\d-\d\d$/);
  });

  test('the detail has lines, payments and journal; others are not found', async () => {
    const { id } = (await invoices({ page_size: 1 })).json().items[0];
    const detail = await server.get(`/api/reports/invoices/${id}?company_id=${company}`, {
      token: demo,
    });
    assert.equal(detail.status, 200);
    for (const name of ['lines', 'payments', 'journal']) {
      assert.ok(Array.isArray(detail.json()[name]), name);
    }
    const ask = (wrong) =>
      server.get(`/api/reports/invoices/${wrong}?company_id=${company}`, { token: demo });
    assertError(await ask('9223372036854775807'), 404);
    for (const wrong of ['0', '-1', 'x', '1.0', '9223372036854775808', "1'%20OR%20'1'='1"]) {
      assertError(await ask(wrong), 422, wrong);
    }
  });

  test('queries that make no sense do not validate', async () => {
    const wrong = {
      page: ['0', '-1', '1000000000', '1.5', 'x', '99999999999999999999'],
      page_size: ['0', '-1', '501', '1000000000', 'x'],
      date_from: [
        '2025-02-30',
        '0000-00-00',
        '99999-01-01',
        '1899-12-31',
        'yesterday',
        '2025-1-1',
        '2025-13-01',
      ],
      date_to: ['2025-02-30', '23.11.2025', '2025-11-23T00:00:00Z'],
      due_from: ['x'],
      due_to: ['2200-01-01'],
      partner_id: ['0', '-1', 'x', '1 OR 1=1'],
      min_amount: [
        'x',
        '1,5',
        '1.234',
        '1e5',
        'NaN',
        'Infinity',
        '0x10',
        '9999999999999999999',
        '--1',
        '-',
      ],
      max_amount: ['x', '1.', '.', '1 000'],
      partner_type: ['x', 'Clients', ...SQL_FRAGMENTS],
      status: ['x', ...SQL_FRAGMENTS],
      sort: ['x', 'date; DROP TABLE invoices', ...SQL_FRAGMENTS],
      order: ['x', 'asc, id', ...SQL_FRAGMENTS],
      search: ['x'.repeat(101), 'a\x01b', 'a\x7fb'],
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        const answer = await invoices({ [name]: value });
        assertError(answer, 422, `${name}=${value}`);
        assert.deepEqual(answer.json().detail[0].loc, ['query', name]);
      }
    }
  });

  test('several wrong values are all named', async () => {
    const detail = (await invoices({ page: 0, sort: 'x', min_amount: 'y' })).json().detail;
    assert.deepEqual(
      new Set(detail.map(({ loc }) => loc[1])),
      new Set(['page', 'sort', 'min_amount']),
    );
  });

  test('a page past the end is empty, an absurd period too', async () => {
    const past = await invoices({ page: 1_000_000 });
    assert.equal(past.status, 200, past.text);
    assert.equal(past.json().items.length, 0);
    const never = await invoices({ date_from: '2199-01-01', date_to: '2199-12-31' });
    assert.equal(never.status, 200, never.text);
    assert.equal(never.json().total, 0);
  });

  test('negative amounts select credit notes at most, never everything', async () => {
    const answer = await invoices({ max_amount: '-0.01', page_size: 500 });
    if (answer.status === 422) {
      assertError(answer, 422);
      return;
    }
    assert.equal(answer.status, 200, answer.text);
    assert.ok(answer.json().items.every(({ total }) => Number(total) < 0));
  });

  test('SQL and wildcards in the search are text', async () => {
    const all = (await invoices({})).json().total;
    for (const search of SQL_FRAGMENTS) {
      const answer = await invoices({ search });
      assert.equal(answer.status, 200, `${search}: ${answer.text}`);
      assert.equal(answer.json().total, 0, search);
    }
    assert.equal((await invoices({})).json().total, all);
  });

  test('the search finds names without their diacritics', async () => {
    const { partner_name: name } = (await invoices({ page_size: 1 })).json().items[0];
    const plain = name
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase();
    const found = await invoices({ search: plain });
    assert.equal(found.status, 200);
    assert.ok(found.json().total > 0, plain);
  });
});

describe('lock-out', () => {
  test('an account is locked after five failures, with a time to try again', async () => {
    const locked = await Server.start({
      AUTH_LOCKOUT_ACCOUNT_FAILURES: '5',
      AUTH_LOCKOUT_ADDRESS_FAILURES: '20',
    });
    try {
      for (const username of ['demo', 'nobody']) {
        for (let i = 0; i < 5; ++i) {
          assertError(await locked.post('/api/auth/login', { username, password: 'x' }), 401);
        }
        const refused = await locked.post('/api/auth/login', { username, password: username });
        assertError(refused, 429);
        assert.ok(Number(refused.headers['retry-after']) > 0);
      }
      assert.equal(
        (await locked.post('/api/auth/login', { username: 'viewer', password: 'viewer' })).status,
        200,
      );
      for (let i = 0; i < 10; ++i) {
        await locked.post('/api/auth/login', { username: `user${i}`, password: 'x' });
      }
      assertError(
        await locked.post('/api/auth/login', { username: 'viewer', password: 'viewer' }),
        429,
        'address',
      );
    } finally {
      await locked.stop();
    }
  });
});
