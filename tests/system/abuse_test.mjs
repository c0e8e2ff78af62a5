// Clients that are broken, slow or hostile: a clear 4xx or a closed connection, and the server goes on.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import net from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { Server, sendRaw, sleep } from './support.mjs';

const HEADER_TIMEOUT_SECONDS = 1;
const IDLE_CONNECTIONS = 5000;
const MEMORY_FACTOR = 1.5; // after the idle connections have gone, against before
const MEMORY_SLACK_KB = 8 * 1024;

let server;

before(async () => {
  server = await Server.start({
    HEADER_TIMEOUT_SECONDS: String(HEADER_TIMEOUT_SECONDS),
    LOG_LEVELS: 'HTTP=warn',
  });
});

after(() => server?.stop());

afterEach(async () => {
  assert.equal((await server.get('/health')).status, 200);
});

const raw = (...pieces) => sendRaw(server.port, pieces);
const assertRefused = (answer, allowed, note) => {
  if (answer.statuses.length === 0) {
    assert.ok(['closed', 'reset'].includes(answer.reason), note);
    return;
  }
  assert.ok(allowed.includes(answer.statuses[0]), `${note}: ${answer.text.slice(0, 300)}`);
  assert.equal(answer.statuses.length, 1, `${note}: nothing after a refusal`);
};

describe('requests that do not arrive', () => {
  test('half a request is cut off', async () => {
    const answer = await raw('GET /health HTTP/1.1\r\nHost: x');
    assertRefused(answer, [408], 'half a request');
  });

  test('a header that trickles in is cut off before its end', async () => {
    const letters = [...`GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ${'a'.repeat(2000)}\r\n\r\n`];
    const answer = await sendRaw(server.port, letters, { pauseMs: 20 });
    assertRefused(answer, [408], 'trickle');
    assert.ok(answer.sent < letters.length, 'all of it was taken');
  });

  test('a client that says nothing, or leaves in the middle, harms nobody', async () => {
    for (const text of [
      '',
      'G',
      'GET /health HTTP/1.1\r\n',
      'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{',
    ]) {
      const socket = net.connect(server.port, '127.0.0.1');
      await new Promise((resolve) => socket.on('connect', resolve));
      socket.write(text);
      await sleep(20);
      socket.destroy();
    }
  });

  test('a client that resets while its answer is made harms nobody', async () => {
    for (let i = 0; i < 50; ++i) {
      const socket = net.connect(server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.on('connect', resolve));
      socket.write('GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n');
      socket.resetAndDestroy();
    }
  });
});

describe('requests that are too large', () => {
  test('a body of 2 MB is refused before it is read', async () => {
    const answer = await server.post('/api/auth/login', 'x'.repeat(2 * 1024 * 1024));
    assert.equal(answer.status, 413);
    assert.equal(typeof answer.json().detail, 'string');
  });

  test('so is one that comes in chunks, and one that only threatens to', async () => {
    const head = 'POST /api/auth/login HTTP/1.1\r\nHost: x\r\n';
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const chunked = await raw(
      `${head}Transfer-Encoding: chunked\r\n\r\n`,
      ...Array(32).fill(chunk),
      '0\r\n\r\n',
    );
    assertRefused(chunked, [413], 'chunked');
    for (const length of ['2097152', '99999999999', '18446744073709551615']) {
      assertRefused(await raw(`${head}Content-Length: ${length}\r\n\r\n`), [400, 413], length);
    }
  });

  test('headers are bounded in number and size', async () => {
    const many = Array.from({ length: 200 }, (_, i) => `X-${i}: y\r\n`).join('');
    assertRefused(
      await raw(`GET /health HTTP/1.1\r\nHost: x\r\n${many}\r\n`),
      [400, 431],
      '200 headers',
    );
    const big = `X-Big: ${'a'.repeat(17 * 1024)}\r\n`;
    assertRefused(
      await raw(`GET /health HTTP/1.1\r\nHost: x\r\n${big}\r\n`),
      [431],
      '17 KB header',
    );
    const target = `/health?${'a'.repeat(17 * 1024)}`;
    assertRefused(
      await raw(`GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`),
      [400, 414, 431],
      '17 KB target',
    );
    const endless = Array(64).fill(`X-More: ${'b'.repeat(1024)}\r\n`);
    assertRefused(
      await raw('GET /health HTTP/1.1\r\nHost: x\r\n', ...endless),
      [431],
      'headers without end',
    );
  });
});

describe('requests that are malformed', () => {
  const get = (headers) => `GET /health HTTP/1.1\r\n${headers}\r\n`;
  const post = (headers, body = '') =>
    `POST /api/auth/login HTTP/1.1\r\nHost: x\r\n${headers}\r\n${body}`;

  const refused = {
    'no Host': get(''),
    'two Hosts': get('Host: a\r\nHost: b\r\n'),
    'space before the colon': get('Host : x\r\n'),
    'a header without a colon': get('Host: x\r\nBroken\r\n'),
    'a header name with a space': get('Host: x\r\nX Y: z\r\n'),
    'NUL in a header': get('Host: x\r\nX-Y: a\0b\r\n'),
    'Content-Length and Transfer-Encoding': post(
      'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n',
      '0\r\n\r\n',
    ),
    'two Content-Lengths': post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}x'),
    'negative Content-Length': post('Content-Length: -1\r\n'),
    'signed Content-Length': post('Content-Length: +2\r\n', '{}'),
    'hexadecimal Content-Length': post('Content-Length: 0x2\r\n', '{}'),
    'Content-Length beyond 64 bits': post('Content-Length: 99999999999999999999999\r\n'),
    'a chunk size that is none': post('Transfer-Encoding: chunked\r\n', 'xyz\r\nabc\r\n0\r\n\r\n'),
    'a chunk size beyond 64 bits': post(
      'Transfer-Encoding: chunked\r\n',
      'fffffffffffffffff\r\nabc\r\n',
    ),
    'a negative chunk size': post('Transfer-Encoding: chunked\r\n', '-1\r\nabc\r\n0\r\n\r\n'),
    'HTTP/3.0': 'GET /health HTTP/3.0\r\nHost: x\r\n\r\n',
    'HTTP/0.9': 'GET /health\r\n\r\n',
    'no target': 'GET  HTTP/1.1\r\nHost: x\r\n\r\n',
    'a method with a bracket': 'GE(T /health HTTP/1.1\r\nHost: x\r\n\r\n',
    'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'a TLS hello': Buffer.from('16030100c8010000c40303', 'hex'),
    'no HTTP at all': Buffer.from('\x00\x01\x02\xff\xfe\r\n\r\n', 'latin1'),
  };
  for (const [name, text] of Object.entries(refused)) {
    test(`${name} is refused`, async () => {
      assertRefused(await raw(text), [400, 408, 413, 431, 501, 505], name);
    });
  }

  test('random bytes are refused', async () => {
    let seed = 7;
    const next = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed;
    };
    for (let round = 0; round < 40; ++round) {
      const bytes = Buffer.from(
        Array.from({ length: 1 + (next() % 400) }, () => (next() >> 8) % 256),
      );
      assertRefused(await raw(bytes, '\r\n\r\n'), [400, 408, 431, 501, 505], `round ${round}`);
    }
  });

  const paths = {
    '/api/%00': [400, 404],
    '/api/a%00b': [400, 404],
    '/api/%zz': [400, 404],
    '/api/%': [400, 404],
    '/api/%f': [400, 404],
    '/api/%ff%fe': [400, 404],
    '/api/%c0%af': [400, 404],
    '/api/%ed%a0%80': [400, 404],
    '/api/reports/invoices/%00?company_id=1': [400, 401, 404],
    '/api/reports/invoices/%zz?company_id=1': [400, 401, 404],
    '/%2e%2e/%2e%2e/etc/passwd': [400, 404],
    '/../../../../etc/passwd': [400, 404],
    '/..%2f..%2f..%2fetc%2fpasswd': [400, 404],
    '/assets/../../etc/passwd': [400, 404],
    '/..\\..\\etc\\passwd': [400, 404],
    '//etc/passwd': [400, 404],
    '/api//companies': [400, 401, 404],
    '/health?a=%00': [400],
    '/health?a=%zz': [400],
    '/health?%ff': [400],
  };
  for (const [path, statuses] of Object.entries(paths)) {
    test(`the path ${path} is refused or harmless`, async () => {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.doesNotMatch(answer.text, /root:.*:0:0/);
      // Where the page is embedded, an address that is no file and no API is the page itself.
      const isPage = answer.statuses[0] === 200 && /content-type: text\/html/i.test(answer.text);
      assert.ok(
        isPage ? !path.startsWith('/api') : statuses.includes(answer.statuses[0]),
        answer.text.slice(0, 300),
      );
    });
  }

  test('unknown methods and odd targets are refused without harm', async () => {
    for (const line of [
      'TRACE /health',
      'CONNECT example.ro:443',
      'BREW /health',
      'GET health',
      'GET *',
    ]) {
      const answer = await raw(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.ok(
        answer.statuses.length === 0 || (answer.statuses[0] >= 400 && answer.statuses[0] < 500),
        `${line}: ${answer.text.slice(0, 200)}`,
      );
    }
  });

  test('a Host with odd letters never shows in an answer', async () => {
    for (const host of ['<script>', 'a b', '../..', 'x:99999', 'ä', '']) {
      const answer = await raw(
        Buffer.from(`GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
      );
      assert.ok([200, 400].includes(answer.statuses[0]), host);
      assert.ok(host === '' || !answer.text.includes(`${host}\r\n`));
      assert.doesNotMatch(answer.text, /<script>/);
    }
  });

  test('no header of an answer can be written by a client', async () => {
    const answer = await raw(
      'GET /health HTTP/1.1\r\nHost: x\r\nX-Request-ID: a%0d%0aSet-Cookie:%20b\r\nOrigin: https://a\r\nConnection: close\r\n\r\n',
    );
    assert.doesNotMatch(answer.text, /set-cookie/i);
  });
});

describe('pipelining and smuggling', () => {
  test('pipelined requests are answered in their order', async () => {
    const request = (id, path, more = '') =>
      `GET ${path} HTTP/1.1\r\nHost: x\r\nX-Request-ID: ${id}\r\n${more}\r\n`;
    const text = Array.from({ length: 20 }, (_, i) =>
      request(
        `r${i}`,
        i % 2 ? '/openapi.json' : '/health/live',
        i === 19 ? 'Connection: close\r\n' : '',
      ),
    ).join('');
    const answer = await raw(text);
    assert.deepEqual(answer.statuses, Array(20).fill(200));
    const ids = [...answer.text.matchAll(/x-request-id: (r\d+)/gi)].map((match) => match[1]);
    assert.deepEqual(
      ids,
      Array.from({ length: 20 }, (_, i) => `r${i}`),
    );
  });

  test('what follows a refused request is not read as a request', async () => {
    const answer = await raw(
      'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n' +
        '0\r\n\r\nGET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n',
    );
    assertRefused(answer, [400], 'CL and TE');
    assert.doesNotMatch(answer.text, /openapi/);
  });

  test('a coding that is not understood is not guessed', async () => {
    for (const coding of ['gzip', 'identity', 'xchunked', 'chunked, gzip', 'chunked\x0b']) {
      const answer = await raw(
        `POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: ${coding}\r\nConnection: close\r\n\r\n` +
          '2\r\n{}\r\n0\r\n\r\n',
      );
      assert.ok(
        answer.statuses.every((status) => status >= 400 && status < 600 && status !== 500),
        `${coding}: ${answer.text.slice(0, 200)}`,
      );
      assert.ok(answer.statuses.length <= 1, coding);
    }
  });
});

describe('many connections', () => {
  test(
    'idle ones cost little, and their memory comes back',
    { timeout: 300_000 },
    async (context) => {
      const limit = Number(spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout);
      const count = Math.min(IDLE_CONNECTIONS, (Number.isNaN(limit) ? 1e9 : limit) - 200);
      if (count < 500) {
        context.skip(`the limit of open files is ${limit}`);
        return;
      }
      for (let i = 0; i < 200; ++i) await server.get('/health');
      const memoryBefore = server.memory();
      const sockets = [];
      for (let opened = 0; opened < count; opened += 250) {
        const batch = Array.from({ length: Math.min(250, count - opened) }, () => {
          const socket = net.connect(server.port, '127.0.0.1');
          socket.on('error', () => undefined);
          sockets.push(socket);
          return new Promise((resolve) => socket.on('connect', resolve).on('close', resolve));
        });
        await Promise.all(batch);
      }
      const open = sockets.filter((socket) => socket.readyState === 'open').length;
      assert.equal(open, count);
      assert.equal((await server.get('/health')).status, 200);
      const memoryDuring = server.memory();
      for (const socket of sockets) socket.destroy();
      const bound = memoryBefore * MEMORY_FACTOR + MEMORY_SLACK_KB;
      let memoryAfter = server.memory();
      for (let i = 0; i < 100 && memoryAfter > bound; ++i) {
        await sleep(200);
        memoryAfter = server.memory();
      }
      context.diagnostic(
        `${count} connections: ${memoryBefore} KB before, ${memoryDuring} KB during, ${memoryAfter} KB after`,
      );
      assert.ok(memoryAfter <= bound, `${memoryAfter} KB after, ${memoryBefore} KB before`);
    },
  );

  test('their number is bounded, and the server serves again when some have gone', async () => {
    const small = await Server.start({ MAX_CONNECTIONS: '20' });
    const sockets = [];
    try {
      for (let i = 0; i < 60; ++i) {
        const socket = net.connect(small.port, '127.0.0.1');
        socket.on('error', () => undefined);
        sockets.push(socket);
        await new Promise((resolve) => socket.on('connect', resolve).on('close', resolve));
      }
      const refused = await sendRaw(small.port, [
        'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      ]);
      assert.ok(refused.statuses.length === 0 || refused.statuses[0] === 503, refused.text);
      for (const socket of sockets) socket.destroy();
      let status = 0;
      for (let i = 0; i < 100 && status !== 200; ++i) {
        status = await small.get('/health').then(
          (answer) => answer.status,
          () => 0,
        );
        if (status !== 200) await sleep(100);
      }
      assert.equal(status, 200);
    } finally {
      for (const socket of sockets) socket.destroy();
      await small.stop();
    }
  });
});
