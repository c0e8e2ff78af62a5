// Starts the real executable on a free port with a fresh data folder, and talks to it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const EXECUTABLE = process.env.ROA2WEB_EXECUTABLE ?? '';
export const SECRET = 'system-tests-only-system-tests-only-system-tests-only';

/** A safety net for what should take moments; nothing is asserted about it. */
export const PATIENCE_MS = 60_000;

if (!existsSync(EXECUTABLE)) {
  throw new Error('ROA2WEB_EXECUTABLE must name the executable to test');
}

export function makeFolder() {
  return mkdtempSync(join(tmpdir(), 'roa2web-system-'));
}

export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** The settings of a test server: small demo books, no lock-out in the way of the other tests. */
export function settings(dataDir, more = {}) {
  return {
    PATH: process.env.PATH,
    ENV: 'development',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    AUTH_JWT_SECRET: SECRET,
    AUTH_LOCKOUT_ACCOUNT_FAILURES: '1000',
    AUTH_LOCKOUT_ADDRESS_FAILURES: '100000',
    ERP_DEMO_JOURNAL_LINES: '2000',
    ...more,
  };
}

/** Runs the executable to its end. */
export function run(args, env, options = {}) {
  const done = spawnSync(EXECUTABLE, args, {
    env,
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    ...options,
  });
  assert.equal(done.error, undefined, `${args.join(' ')}: ${done.error}`);
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

export class Server {
  constructor(child, dataDir, ownsDataDir) {
    this.child = child;
    this.dataDir = dataDir;
    this.ownsDataDir = ownsDataDir;
    this.log = '';
    this.exited = new Promise((resolve) => {
      child.on('exit', (code, signal) => resolve({ code, signal }));
    });
  }

  /**
   * Starts and waits until it listens. `dataDir` keeps a folder of an earlier server; no file may
   * grow beyond `fileBlocks` of 512 bytes.
   */
  static async start(env = {}, { dataDir, cwd, fileBlocks } = {}) {
    const folder = dataDir ?? makeFolder();
    const [command, ...args] =
      fileBlocks === undefined
        ? [EXECUTABLE, 'serve']
        : ['sh', '-c', `trap '' XFSZ; ulimit -S -f ${fileBlocks}; exec "$0" serve`, EXECUTABLE];
    const child = spawn(command, args, {
      env: settings(folder, env),
      cwd: cwd ?? folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new Server(child, folder, dataDir === undefined);
    const listening = new Promise((resolve) => {
      const onText = (text) => {
        server.log += text;
        const address = /listening address=http:\/\/[^\s:]+:(\d+)/.exec(server.log);
        if (address) resolve(Number(address[1]));
      };
      child.stdout.setEncoding('utf8').on('data', onText);
      child.stderr.setEncoding('utf8').on('data', onText);
    });
    const outcome = await withPatience(
      Promise.race([listening, server.exited]),
      () => `the server does not listen:\n${server.log}`,
    );
    if (typeof outcome !== 'number') {
      throw new Error(`the server ended (${JSON.stringify(outcome)}):\n${server.log}`);
    }
    server.port = outcome;
    return server;
  }

  get pid() {
    return this.child.pid;
  }

  /** Resident memory in KB. */
  memory() {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)[1]);
  }

  async send(method, path, { token, headers = {}, body, agent } = {}) {
    return send(this.port, method, path, { token, headers, body, agent });
  }

  async get(path, options) {
    return this.send('GET', path, options);
  }

  async post(path, json, options = {}) {
    return this.send('POST', path, {
      ...options,
      headers: { 'Content-Type': 'application/json', ...options.headers },
      body: typeof json === 'string' || Buffer.isBuffer(json) ? json : JSON.stringify(json),
    });
  }

  async login(username, password = username) {
    const answer = await this.post('/api/auth/login', { username, password });
    assert.equal(answer.status, 200, answer.text);
    return answer.json();
  }

  /** Asks it to stop and answers how it ended; the data folder stays for a next server. */
  async end(signal = 'SIGTERM') {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill(signal);
    }
    return withPatience(this.exited, () => `the server does not stop:\n${this.log}`);
  }

  /** Stops it as a user would, and looks whether it ended well: no crash, no report of a sanitizer. */
  async stop() {
    const running = this.child.exitCode === null && this.child.signalCode === null;
    const timer = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MS / 2);
    const how = await this.end();
    clearTimeout(timer);
    if (this.ownsDataDir) removeFolder(this.dataDir);
    if (running) assert.deepEqual(how, { code: 0, signal: null }, this.log.slice(-5000));
    assert.doesNotMatch(this.log, /Sanitizer|runtime error:/);
  }
}

export async function withPatience(promise, describe) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(describe())), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One request on a connection of its own. The body comes back as it is on the wire. */
export function send(port, method, path, { token, headers = {}, body, agent } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: agent ?? false,
        headers: {
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
          ...headers,
        },
      },
      (response) => {
        const pieces = [];
        response.on('data', (piece) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(pieces);
          resolve({
            status: response.statusCode,
            headers: response.headers,
            bytes,
            text: bytes.toString('utf8'),
            json: () => JSON.parse(bytes.toString('utf8')),
          });
        });
      },
    );
    request.setTimeout(PATIENCE_MS, () =>
      request.destroy(new Error(`${method} ${path}: no answer`)),
    );
    request.on('error', reject);
    request.end(body);
  });
}

/**
 * Writes pieces to a socket of its own and answers everything that came back until the server
 * closed. `hold` keeps this side open; otherwise a last `Connection: close` should be in the text.
 */
export function sendRaw(port, pieces, { pauseMs = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    const received = [];
    let sent = 0;
    let ended = false;
    const end = (reason) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      socket.destroy();
      const text = Buffer.concat(received).toString('latin1');
      resolve({
        text,
        reason,
        sent,
        statuses: [...text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map((match) => Number(match[1])),
      });
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error('the server neither answers to the end nor closes'));
    }, PATIENCE_MS);
    socket.on('data', (piece) => received.push(piece));
    socket.on('end', () => end('closed'));
    socket.on('close', () => end('closed'));
    socket.on('error', () => end('reset'));
    socket.on('connect', async () => {
      for (const piece of pieces) {
        if (ended) return;
        socket.write(piece);
        sent += 1;
        if (pauseMs > 0) await sleep(pauseMs);
      }
    });
  });
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The three parts of a token, decoded. */
export function readToken(token) {
  const [header, claims, signature] = token.split('.');
  const parse = (part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return { header: parse(header), claims: parse(claims), signature };
}

/** A token with changed parts, signed with the server's own secret where the algorithm has one. */
export function forgeToken(token, { header = {}, claims = {} } = {}) {
  const parts = readToken(token);
  const newHeader = { ...parts.header, ...header };
  const text = `${base64url(newHeader)}.${base64url({ ...parts.claims, ...claims })}`;
  const hash = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }[newHeader.alg];
  const signature = hash ? createHmac(hash, SECRET).update(text).digest('base64url') : '';
  return `${text}.${signature}`;
}

/** Every error has the same shape: {"detail": text} or {"detail": [{loc, msg, type}]}, and an id. */
export function assertError(answer, status, note = '') {
  assert.equal(answer.status, status, `${note}: ${answer.text.slice(0, 500)}`);
  assert.match(answer.headers['x-request-id'] ?? '', /^[\w-]{1,64}$/, note);
  assert.match(answer.headers['content-type'] ?? '', /^application\/json/, note);
  const { detail } = answer.json();
  if (status === 422) {
    assert.ok(Array.isArray(detail) && detail.length > 0, `${note}: ${answer.text}`);
    for (const field of detail) {
      assert.ok(Array.isArray(field.loc) && field.loc.length > 0, `${note}: ${answer.text}`);
      assert.equal(typeof field.msg, 'string');
      assert.equal(typeof field.type, 'string');
    }
  } else {
    assert.equal(typeof detail, 'string', `${note}: ${answer.text}`);
  }
  assert.doesNotMatch(answer.text, /sqlite|select |insert |\.cpp|\/home\/|stack/i, note);
}
