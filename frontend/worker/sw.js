/*
 * Keeps the page's own files in the browser, so that it opens without a network. Nothing that a
 * server says about a user or a company is ever kept here: answers below /api and its like do not
 * pass through this file at all. The build puts the list of files, and their version, in place of
 * the two names below.
 */
const VERSION = __VERSION__;
const FILES = __FILES__;

const PREFIX = 'roa2web-page-';
const CACHE = PREFIX + VERSION;
const SHELL = '/index.html';

/** What the server answers itself, even to someone who follows a link. */
const SERVER = /^\/(api|docs|health|metrics|openapi\.json)(\/|$)/;

self.addEventListener('install', (event) => {
  // Files with a hash in their name cannot be old; the others must come from the server itself.
  const requests = FILES.map(
    (file) => new Request(file, { cache: file.startsWith('/assets/') ? 'default' : 'reload' }),
  );
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith(PREFIX) && name !== CACHE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

/** The page asks for it when the user has agreed to the new version. */
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting();
});

async function fromCache(name, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (SERVER.test(url.pathname)) return;
  if (FILES.includes(url.pathname)) {
    event.respondWith(fromCache(url.pathname, request));
  } else if (request.mode === 'navigate') {
    event.respondWith(fromCache(SHELL, request));
  }
});
