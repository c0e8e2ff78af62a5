import { spawn, type ChildProcess } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const READY_MS = 90_000;
const STOP_MS = 15_000;

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function ready(url: string, process_: ChildProcess, logFile: string): Promise<void> {
  const end = Date.now() + READY_MS;
  while (Date.now() < end) {
    if (process_.exitCode !== null) {
      throw new Error(
        `the server ended with ${process_.exitCode}:\n${readFileSync(logFile, 'utf8')}`,
      );
    }
    try {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) });
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(
    `the server is not ready after ${READY_MS} ms:\n${readFileSync(logFile, 'utf8')}`,
  );
}

/** Starts the executable on a free port with a fresh data folder; Playwright calls the result at the end. */
export default async function startServer(): Promise<() => Promise<void>> {
  const executable = resolve(process.env.ROA2WEB_EXECUTABLE ?? '../../build/release/roa2web');
  if (!existsSync(executable)) {
    throw new Error(`${executable} does not exist: set ROA2WEB_EXECUTABLE to the built executable`);
  }
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'roa2web-e2e-'));
  const results = resolve(import.meta.dirname, '../test-results');
  mkdirSync(results, { recursive: true });
  const logFile = join(results, 'server.log');
  const log = createWriteStream(logFile);

  const server = spawn(executable, [], {
    // A folder of its own: no .env that happens to lie about is read.
    cwd: data,
    env: {
      PATH: process.env.PATH,
      HOME: data,
      ENV: 'development',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: data,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  server.stdout.pipe(log);
  server.stderr.pipe(log);

  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    const ended = new Promise<void>((done) => server.once('exit', () => done()));
    if (server.exitCode === null && server.pid) {
      process.kill(server.pid, 'SIGTERM');
      const late = setTimeout(() => server.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(late);
    }
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready(url, server, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.ROA2WEB_URL = url;
  return stop;
}
