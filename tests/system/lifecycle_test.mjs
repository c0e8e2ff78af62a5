// Start, stop, restart and the commands of the executable.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Server, assertError, makeFolder, removeFolder, run, settings } from './support.mjs';

const IN_FLIGHT = 200;

let folder;

before(() => {
  folder = makeFolder();
});

after(() => removeFolder(folder));

/** What a process that must not start says: one line that names the problem, and exit code 2. */
function assertRefusesToStart(done, pattern) {
  assert.equal(done.code, 2, done.stdout + done.stderr);
  const lines = done.stderr.trim().split('\n');
  assert.equal(lines.length, 1, done.stderr);
  assert.match(lines[0], pattern);
}

describe('a start that cannot work', () => {
  test('says which port is taken', async () => {
    const holder = net.createServer();
    await new Promise((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address();
    const done = run(['serve'], settings(join(folder, 'taken'), { PORT: String(port) }));
    holder.close();
    assertRefusesToStart(done, new RegExp(String(port)));
  });

  test('says which settings file cannot be read', () => {
    const env = settings(join(folder, 'unused'));
    assertRefusesToStart(run(['--env-file', join(folder, 'missing.env')], env), /missing\.env/);
    mkdirSync(join(folder, 'folder.env'));
    assertRefusesToStart(run(['--env-file', join(folder, 'folder.env')], env), /folder\.env/);
  });

  test('says which line of the settings file is none', () => {
    const file = join(folder, 'broken.env');
    writeFileSync(file, '# fine\nPORT=0\nthis is no setting\n');
    assertRefusesToStart(
      run(['--env-file', file], settings(join(folder, 'unused'))),
      /broken\.env.*3/,
    );
  });

  test('says which setting is wrong', () => {
    const wrong = {
      PORT: ['x', '-1', '65536', '80.5', ''],
      ENV: ['staging'],
      AUTH_ACCESS_TOKEN_MINUTES: ['0', 'x', '99999999999999999999'],
      AUTH_JWT_SECRET: ['short'],
      AUTH_TWO_FACTOR: ['maybe'],
      SMTP_SECURITY: ['ssl'],
      LOG_LEVEL: ['loud'],
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        const done = run(['serve'], settings(join(folder, 'unused'), { [name]: value }));
        assertRefusesToStart(done, new RegExp(name));
        if (name === 'AUTH_JWT_SECRET') assert.ok(!done.stderr.includes('short'));
      }
    }
  });

  test('refuses development secrets and the demo in production', () => {
    const production = settings(join(folder, 'unused'), { ENV: 'production' });
    assertRefusesToStart(
      run(['serve'], { ...production, AUTH_JWT_SECRET: undefined }),
      /AUTH_JWT_SECRET/,
    );
    assertRefusesToStart(run(['serve'], production), /ALLOW_DEMO_IN_PRODUCTION/);
  });
});

describe('settings', () => {
  test('an unknown variable of ours is named with the nearest known one, and another is none of our business', async () => {
    const server = await Server.start({ AUTH_JWT_SECRETT: 'x', SOMETHING_ELSE: 'y' });
    try {
      assert.match(server.log, /WARN.*AUTH_JWT_SECRETT.*AUTH_JWT_SECRET\b/);
      assert.doesNotMatch(server.log, /SOMETHING_ELSE/);
    } finally {
      await server.stop();
    }
  });

  test('the environment wins over the file', () => {
    const file = join(folder, 'file.env');
    writeFileSync(file, 'LOG_LEVEL=nonsense\n');
    assertRefusesToStart(
      run(['check', '--env-file', file], settings(join(folder, 'unused'))),
      /LOG_LEVEL/,
    );
    const done = run(
      ['check', '--env-file', file],
      settings(join(folder, 'unused'), { LOG_LEVEL: 'info' }),
    );
    assert.equal(done.code, 0, done.stdout + done.stderr);
  });
});

describe('stopping', () => {
  test(`SIGTERM answers ${IN_FLIGHT} requests that are under way`, async () => {
    const server = await Server.start();
    const { access_token: token } = await server.login('demo');
    const { items } = (await server.get('/api/companies', { token })).json();
    const path = `/api/reports/invoices?company_id=${items[0].id}&page_size=500`;
    const agent = new http.Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
    // Connections that have been answered once: what is written on them is in the server's hands.
    const warm = await Promise.all(
      Array.from({ length: IN_FLIGHT }, () => server.get('/health/live', { agent })),
    );
    assert.ok(warm.every(({ status }) => status === 200));
    const requests = [];
    await new Promise((resolve) => {
      let written = 0;
      const count = () => {
        written += 1;
        if (written === IN_FLIGHT) resolve();
      };
      for (let i = 0; i < IN_FLIGHT; ++i)
        requests.push(inFlight(server.port, path, token, agent, count));
    });
    const ending = server.end();
    const answers = await Promise.all(requests);
    const statuses = answers.reduce(
      (sum, status) => ({ ...sum, [status]: (sum[status] ?? 0) + 1 }),
      {},
    );
    assert.deepEqual(statuses, { 200: IN_FLIGHT });
    assert.deepEqual(await ending, { code: 0, signal: null });
    assert.match(server.log, /all_requests_answered=true/);
    agent.destroy();
    await server.stop();
  });

  test('after SIGTERM no new connection is served', async () => {
    const server = await Server.start();
    await server.end();
    await assert.rejects(server.get('/health'));
    await server.stop();
  });

  test('a second start on the same data goes on where the first one was, after SIGKILL too', async () => {
    const dataDir = join(folder, 'kept');
    const first = await Server.start({}, { dataDir, cwd: folder });
    const pair = await first.login('demo');
    const other = await first.login('demo');
    assert.equal(
      (await first.post('/api/auth/logout', '', { token: other.access_token })).status,
      204,
    );
    await first.end('SIGKILL');
    const second = await Server.start({}, { dataDir, cwd: folder });
    try {
      assert.equal((await second.get('/api/auth/me', { token: pair.access_token })).status, 200);
      assertError(
        await second.get('/api/auth/me', { token: other.access_token }),
        401,
        'the logout was on disk',
      );
      const refreshed = await second.post('/api/auth/refresh', {
        refresh_token: pair.refresh_token,
      });
      assert.equal(refreshed.status, 200, refreshed.text);
    } finally {
      await second.stop();
    }
  });

  test('a lock-out outlives SIGKILL', async () => {
    const dataDir = join(folder, 'locked');
    const env = { AUTH_LOCKOUT_ACCOUNT_FAILURES: '3', AUTH_LOCKOUT_FIRST_SECONDS: '600' };
    const first = await Server.start(env, { dataDir, cwd: folder });
    for (let i = 0; i < 3; ++i) {
      assertError(await first.post('/api/auth/login', { username: 'demo', password: 'x' }), 401);
    }
    await first.end('SIGKILL');
    const second = await Server.start(env, { dataDir, cwd: folder });
    try {
      assertError(
        await second.post('/api/auth/login', { username: 'demo', password: 'demo' }),
        429,
      );
    } finally {
      await second.stop();
    }
  });

  test('an ERP that hangs does not keep /health from its answer, nor the process from its end', async () => {
    const dataDir = join(folder, 'hanging');
    const server = await Server.start({ SHUTDOWN_TIMEOUT_SECONDS: '1' }, { dataDir, cwd: folder });
    const { access_token: token } = await server.login('demo');
    // Opening a pipe that nobody writes into never returns.
    const file = join(dataDir, 'demo-erp', 'shared.db');
    renameSync(file, `${file}.away`);
    assert.equal(spawnSync('mkfifo', [file]).status, 0);
    let erp;
    do {
      const answer = await server.get('/health', { token });
      assert.equal(answer.status, 200, answer.text);
      erp = answer.json().components.erp;
    } while (erp.status === 'ok'); // a report of the last half second is given again
    assert.equal(erp.status, 'degraded');
    assert.match(erp.detail, /no answer for \d+ ms/);
    assert.equal((await server.get('/health/live')).status, 200);
    assert.deepEqual(await server.end(), { code: 1, signal: null });
    assert.match(server.log, /something does not stop/);
    await server.stop();
  });

  test('two instances run side by side', async () => {
    const [one, two] = await Promise.all([Server.start(), Server.start()]);
    try {
      const { access_token: token } = await one.login('demo');
      assert.equal((await one.get('/api/auth/me', { token })).status, 200);
      assertError(
        await two.get('/api/auth/me', { token }),
        401,
        'another instance knows no such session',
      );
    } finally {
      await Promise.all([one.stop(), two.stop()]);
    }
  });
});

/** One request; calls `written` when it has been handed to the socket. Answers its status or its error. */
function inFlight(port, path, token, agent, written) {
  return new Promise((resolve) => {
    const request = http.request(
      { host: '127.0.0.1', port, path, agent, headers: { Authorization: `Bearer ${token}` } },
      (response) => {
        response.on('data', () => undefined);
        response.on('end', () => resolve(response.complete ? response.statusCode : 'cut off'));
        response.on('error', (error) => resolve(error.code));
      },
    );
    request.on('error', (error) => resolve(error.code));
    request.on('finish', written);
    request.end();
  });
}

describe('commands', () => {
  const env = () => settings(join(folder, 'commands'));

  test('version and --help', () => {
    const version = run(['version'], env());
    assert.equal(version.code, 0);
    assert.match(version.stdout, /^roa2web \d+\.\d+\.\d+\n$/);
    const help = run(['--help'], env());
    assert.equal(help.code, 0);
    for (const command of ['serve', 'check', 'openapi', 'demo', 'version']) {
      assert.match(help.stdout, new RegExp(command));
      const one = run([command, '--help'], env());
      assert.equal(one.code, 0, command);
      assert.ok(one.stdout.length > 20, command);
    }
  });

  test('an unknown command or option is a usage error', () => {
    for (const args of [
      ['dance'],
      ['--wrong'],
      ['serve', '--port'],
      ['demo', '--journal-lines', 'x'],
    ]) {
      const done = run(args, env());
      assert.equal(done.code, 2, args.join(' '));
      assert.ok(done.stderr.length > 0);
    }
  });

  test('openapi prints the document that the server serves', async () => {
    const printed = JSON.parse(run(['openapi'], env()).stdout);
    assert.match(printed.openapi, /^3\.1/);
    const server = await Server.start();
    try {
      const served = (await server.get('/openapi.json')).json();
      const paths = (document) =>
        Object.keys(document.paths)
          .filter((path) => path !== '/openapi.json')
          .sort();
      assert.deepEqual(paths(served), paths(printed));
    } finally {
      await server.stop();
    }
  });

  test('check says what is right and changes nothing', () => {
    const dataDir = join(folder, 'checked');
    const done = run(['check'], settings(dataDir));
    assert.equal(done.code, 0, done.stdout + done.stderr);
    assert.match(done.stdout, /ok/);
    assert.ok(!existsSync(dataDir));
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    assert.equal(run(['check'], settings(join(file, 'data'))).code, 1, 'a folder below a file');
    assert.ok(!run(['check'], env()).stdout.includes('system-tests-only'));
  });

  test('demo generates the same books for the same seed', () => {
    const out = (name) => join(folder, name);
    for (const name of ['a', 'b']) {
      const done = run(
        ['demo', '--journal-lines', '500', '--seed', '7', '--out', out(name)],
        env(),
      );
      assert.equal(done.code, 0, done.stdout + done.stderr);
    }
    assert.equal(run(['demo', '--out', out('a')], env()).code, 2, 'nothing is overwritten');
  });
});
