import { describe, expect, it } from 'vitest';
import { SessionKeeper } from '@/shared/session/sessionKeeper';
import { fakeServer, type FakeAnswer, type FakeRequest } from '@/shared/testing/fakeServer';
import { HttpClient, buildUrl } from './client';
import { ApiError } from './errors';
import type { User } from './types';

const user = { id: 1 } as User;

function setUp(
  answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
  refresh: () => FakeAnswer = () => ({
    body: { access_token: 'new', refresh_token: 'r2', expires_in: 900 },
  }),
) {
  const server = fakeServer({
    'GET /api/thing': answer,
    'POST /api/thing': answer,
    'POST /api/auth/refresh': refresh,
  });
  const keeper = new SessionKeeper({ fetcher: server.fetcher, lock: (_, work) => work() });
  keeper.signedIn({ access_token: 'old', refresh_token: 'r1', expires_in: 900 }, user);
  return { server, keeper, client: new HttpClient(keeper, server.fetcher) };
}

const bearer = (request: FakeRequest) => request.headers.get('Authorization');
const onlyNew = (request: FakeRequest): FakeAnswer =>
  bearer(request) === 'Bearer new' ? { body: { ok: true } } : { status: 401 };

describe('HttpClient', () => {
  it('sends the access token', async () => {
    const { client, server } = setUp(() => ({ body: { ok: true } }));
    expect(await client.request('get', '/api/thing')).toEqual({ ok: true });
    expect(server.requests.map(bearer)).toEqual(['Bearer old']);
  });

  it('renews after a 401 and sends the request once more', async () => {
    const { client, server } = setUp(onlyNew);
    const answer = await client.request('post', '/api/thing', { body: { amount: '1.00' } });
    expect(answer).toEqual({ ok: true });
    expect(server.to('POST /api/thing').map((request) => [bearer(request), request.body])).toEqual([
      ['Bearer old', { amount: '1.00' }],
      ['Bearer new', { amount: '1.00' }],
    ]);
  });

  it('renews once for requests that fail together', async () => {
    const { client, server } = setUp(onlyNew);
    await Promise.all([1, 2, 3, 4].map(() => client.request('get', '/api/thing')));
    expect(server.to('POST /api/auth/refresh')).toHaveLength(1);
    expect(server.to('GET /api/thing')).toHaveLength(8);
  });

  it('tries again once only', async () => {
    const { client, server } = setUp(() => ({ status: 401, body: { detail: 'no' } }));
    await expect(client.request('get', '/api/thing')).rejects.toMatchObject({ status: 401 });
    expect(server.to('GET /api/thing')).toHaveLength(2);
  });

  it('repeats the request after the user has signed in again', async () => {
    const { client, keeper, server } = setUp(onlyNew, () => ({ status: 401 }));
    const lost = new Promise((resolve) =>
      keeper.onEvent((event) => event === 'lost' && resolve(event)),
    );
    const answer = client.request('post', '/api/thing', { body: { note: 'typed with care' } });
    await lost;
    keeper.signedIn({ access_token: 'new', refresh_token: 'r9', expires_in: 900 }, user);
    expect(await answer).toEqual({ ok: true });
    expect(server.to('POST /api/thing').at(-1)?.body).toEqual({ note: 'typed with care' });
  });

  it('does not repeat a request that was called off meanwhile', async () => {
    const controller = new AbortController();
    const { client, server } = setUp(
      () => ({ status: 401 }),
      () => {
        controller.abort();
        return { body: { access_token: 'new', refresh_token: 'r2', expires_in: 900 } };
      },
    );
    const answer = client.request('get', '/api/thing', { signal: controller.signal });
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.to('GET /api/thing')).toHaveLength(1);
  });

  it('asks without a token where none is needed, and takes a 401 as an answer', async () => {
    const { client, server } = setUp(() => ({ status: 401, body: { detail: 'wrong password' } }));
    const answer = client.request('post', '/api/thing', { anonymous: true });
    await expect(answer).rejects.toMatchObject({ status: 401, message: 'wrong password' });
    expect(server.requests.map(bearer)).toEqual([null]);
  });

  it('gives nothing back for 204', async () => {
    const { client } = setUp(() => ({ status: 204 }));
    expect(await client.request('get', '/api/thing')).toBeUndefined();
  });

  it('words a 422 field by field', async () => {
    const detail = [{ loc: ['query', 'page'], msg: 'must be 1 or more', type: 'range' }];
    const { client } = setUp(() => ({ status: 422, body: { detail } }));
    const error = await client.request('get', '/api/thing').catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ message: 'query.page: must be 1 or more', fields: detail });
  });

  it('carries the waiting time and the request id', async () => {
    const headers = { 'Retry-After': '30', 'X-Request-ID': '7f3a' };
    const { client } = setUp(() => ({ status: 503, body: { detail: 'later' }, headers }));
    const answer = client.request('get', '/api/thing');
    await expect(answer).rejects.toMatchObject({ status: 503, retryAfter: 30, requestId: '7f3a' });
  });

  it('tells a missing server from an answer', async () => {
    const { client } = setUp(() => Promise.reject(new TypeError('failed to fetch')));
    await expect(client.request('get', '/api/thing')).rejects.toMatchObject({ status: 0 });
  });
});

describe('respond', () => {
  it('gives the headers and the body as they came', async () => {
    const headers = { 'X-Data-As-Of': '2025-11-23T12:00:00Z' };
    const { client } = setUp(() => ({ body: { ok: true }, headers }));
    const response = await client.respond('get', '/api/thing');
    expect(response.headers.get('X-Data-As-Of')).toBe('2025-11-23T12:00:00Z');
    expect(await response.json()).toEqual({ ok: true });
  });

  it('never gives back a refusal', async () => {
    const { client } = setUp(() => ({ status: 404, body: { detail: 'no such thing' } }));
    await expect(client.respond('get', '/api/thing')).rejects.toMatchObject({ status: 404 });
  });
});

describe('buildUrl', () => {
  it('fills in the path, encoded, and leaves empty values out of the query', () => {
    const url = buildUrl('/api/things/{id}/parts', {
      path: { id: 'a/b' },
      query: { company_id: 3, search: 'ș & co', status: '', page: undefined, zero: 0 },
    });
    expect(url).toBe('/api/things/a%2Fb/parts?company_id=3&search=%C8%99+%26+co&zero=0');
  });

  it('refuses a path with a gap', () => {
    expect(() => buildUrl('/api/things/{id}', {})).toThrow('no value for id');
  });
});
