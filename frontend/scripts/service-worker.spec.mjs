// @vitest-environment node
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { workerText } from './service-worker.mjs';

const ORIGIN = 'https://roa.example';
const template = readFileSync(new URL('../worker/sw.js', import.meta.url), 'utf8');

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roa2web-sw-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<html>');
  writeFileSync(join(folder, 'assets', 'main-AbCd1234.js'), 'page');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The worker as a browser runs it: a network that may be cut, and caches that outlive it. */
function run(caches = new Map()) {
  const listeners = {};
  const network = { up: true, asked: [] };
  const fetcher = async (request) => {
    const address = new URL(typeof request === 'string' ? request : request.url, ORIGIN).pathname;
    network.asked.push(address);
    if (!network.up) throw new TypeError('no network');
    return `network ${address}`;
  };
  function Request(url, options = {}) {
    Object.assign(this, { url: new URL(url, ORIGIN).href, method: 'GET', mode: 'cors' }, options);
  }
  const open = async (name) => {
    if (!caches.has(name)) caches.set(name, new Map());
    const kept = caches.get(name);
    return {
      addAll: async (requests) => {
        for (const request of requests) {
          await fetcher(request);
          kept.set(new URL(request.url).pathname, `kept ${new URL(request.url).pathname}`);
        }
      },
      match: async (address) => kept.get(address),
    };
  };
  const self = {
    addEventListener: (type, listener) => (listeners[type] = listener),
    location: { origin: ORIGIN },
    clients: { claim: vi.fn() },
    skipWaiting: vi.fn(),
  };
  const cacheStorage = {
    open,
    keys: async () => [...caches.keys()],
    delete: async (name) => caches.delete(name),
  };
  const scope = { self, caches: cacheStorage, fetch: fetcher, Request, URL, Promise };
  runInContext(workerText(template, folder), createContext(scope));
  const happen = async (type) => {
    let done;
    listeners[type]({ waitUntil: (promise) => (done = promise) });
    await done;
  };
  /** The worker's answer; undefined where it leaves the request to the browser. */
  const ask = async (address, options = {}) => {
    let answer;
    const request = new Request(address, options);
    listeners.fetch({ request, respondWith: (promise) => (answer = promise) });
    return answer;
  };
  return { network, caches, self, listeners, happen, ask };
}

describe('the service worker', () => {
  it('opens every page from what it keeps, also without a network', async () => {
    const worker = run();
    await worker.happen('install');
    worker.network.up = false;
    const address = '/data-entry/receipts?company_id=3';
    expect(await worker.ask(address, { mode: 'navigate' })).toBe('kept /index.html');
    expect(await worker.ask('/assets/main-AbCd1234.js')).toBe('kept /assets/main-AbCd1234.js');
  });

  it('never touches what the server says about users and companies', async () => {
    const worker = run();
    await worker.happen('install');
    for (const address of ['/api/companies', '/health', '/openapi.json', '/docs/', '/metrics']) {
      expect(await worker.ask(address), address).toBeUndefined();
      expect(await worker.ask(address, { mode: 'navigate' }), address).toBeUndefined();
    }
    expect(await worker.ask('/api/x', { method: 'POST' })).toBeUndefined();
    expect(await worker.ask('https://elsewhere.example/index.html')).toBeUndefined();
    const kept = [...worker.caches.values()].flatMap((cache) => [...cache.keys()]);
    expect(kept).toEqual(['/assets/main-AbCd1234.js', '/index.html']);
  });

  it('goes to the network for a file that the browser has lost', async () => {
    const worker = run();
    await worker.happen('install');
    for (const cache of worker.caches.values()) cache.clear();
    expect(await worker.ask('/x', { mode: 'navigate' })).toBe('network /x');
  });

  it('takes over from the version before only when it is told to', async () => {
    const before = run();
    await before.happen('install');
    writeFileSync(join(folder, 'index.html'), '<html lang="ro">');
    const after = run(before.caches);
    await after.happen('install');
    expect(after.caches.size).toBe(2);
    expect(after.self.skipWaiting).not.toHaveBeenCalled();
    after.listeners.message({ data: 'activate' });
    expect(after.self.skipWaiting).toHaveBeenCalled();
    await after.happen('activate');
    expect(after.caches.size).toBe(1);
    expect(after.self.clients.claim).toHaveBeenCalled();
  });

  it('leaves the caches of others alone', async () => {
    const worker = run(new Map([['another', new Map()]]));
    await worker.happen('install');
    await worker.happen('activate');
    expect([...worker.caches.keys()]).toContain('another');
  });

  it('is the same text for the same files', () => {
    const text = workerText(template, folder);
    writeFileSync(join(folder, 'sw.js'), text);
    expect(workerText(template, folder)).toBe(text);
  });
});
