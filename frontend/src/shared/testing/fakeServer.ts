import { vi } from 'vitest';

/** One answer of the stand-in for the server. */
export interface FakeAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Handler = (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>;

/** Stands in for the server at the edge of the page: `fetch`. Routes are "GET /api/companies". */
export function fakeServer(routes: Record<string, Handler>) {
  const requests: FakeRequest[] = [];
  const fetcher = vi.fn(async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = new URL(String(input), 'http://localhost');
    const request: FakeRequest = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    requests.push(request);
    const name = `${request.method} ${request.path}`;
    const handler = routes[name];
    if (!handler) throw new Error(`the test has no answer for ${name}`);
    const answer = await handler(request);
    if (init.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    const status = answer.status ?? 200;
    return new Response(status === 204 ? null : JSON.stringify(answer.body ?? {}), {
      status,
      headers: { 'Content-Type': 'application/json', ...answer.headers },
    });
  });
  return {
    fetcher,
    requests,
    to: (name: string) =>
      requests.filter((request) => `${request.method} ${request.path}` === name),
  };
}
