import { ApiError, errorFromResponse } from './errors';
import type { Answer, Body, Method, PathOf, PathParameters, Query } from './types';
import { sessionKeeper, type SessionKeeper } from '@/shared/session/sessionKeeper';

/*
 * The one way to the server. A request carries the access token; a 401 makes the session renew
 * itself (once, however many requests were refused together) and the request is sent once more.
 * Where the session cannot be renewed, the request waits until the user has signed in again.
 */

type QueryValue = string | number | boolean | null | undefined;

export interface RequestOptions {
  query?: Record<string, QueryValue>;
  path?: Record<string, string | number>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** For requests that must work without a session and must not wait for one. */
  anonymous?: boolean;
}

/** Puts values into `{name}` and appends the query; empty values are left out. */
export function buildUrl(
  template: string,
  options: Pick<RequestOptions, 'path' | 'query'>,
): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = options.path?.[name];
    if (value === undefined) throw new Error(`${template}: no value for ${name}`);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

async function bodyOf(response: Response): Promise<unknown> {
  return response.status === 204 ? undefined : response.json();
}

export class HttpClient {
  constructor(
    private readonly keeper: SessionKeeper,
    private readonly fetcher: typeof fetch = (...args) => fetch(...args),
  ) {}

  async request(method: Method, template: string, options: RequestOptions = {}): Promise<unknown> {
    return bodyOf(await this.respond(method, template, options));
  }

  /** The answer as the server sent it, for its headers or a body that is no JSON; never an error. */
  async respond(method: Method, template: string, options: RequestOptions = {}): Promise<Response> {
    const url = buildUrl(template, options);
    let response: Response;
    if (options.anonymous) {
      response = await this.send(method, url, options, null);
    } else {
      const token = await this.keeper.validToken();
      response = await this.send(method, url, options, token);
      if (response.status === 401) {
        const renewed = await this.keeper.tokenAfterRefusal(token);
        options.signal?.throwIfAborted();
        response = await this.send(method, url, options, renewed);
      }
    }
    if (!response.ok) throw await errorFromResponse(response);
    return response;
  }

  private async send(
    method: Method,
    url: string,
    options: RequestOptions,
    token: string | null,
  ): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
    if (token) headers.Authorization = `Bearer ${token}`;
    let body: BodyInit | undefined;
    if (options.body instanceof FormData) {
      body = options.body;
    } else if (options.body !== undefined) {
      headers['Content-Type'] = 'application/json';
      body = JSON.stringify(options.body);
    }
    try {
      return await this.fetcher(url, {
        method: method.toUpperCase(),
        headers,
        ...(body === undefined ? {} : { body }),
        ...(options.signal ? { signal: options.signal } : {}),
      });
    } catch (error) {
      if (options.signal?.aborted) throw error;
      throw new ApiError(0, 'no answer from the server');
    }
  }
}

export const httpClient = new HttpClient(sessionKeeper);

interface TypedOptions<P extends PathOf<M>, M extends Method> {
  query?: Query<P, M>;
  path?: PathParameters<P, M>;
  signal?: AbortSignal | undefined;
}

/** GET, typed by the server's description. */
export async function apiGet<P extends PathOf<'get'>>(
  path: P,
  options: TypedOptions<P, 'get'> = {},
): Promise<Answer<P>> {
  return (await httpClient.request('get', path, options as RequestOptions)) as Answer<P>;
}

/** An answer and what the server says about it. */
export interface WithMeta<T> {
  data: T;
  /** When the data were read from the ERP (RFC 3339), from X-Data-As-Of; null where it is not said. */
  asOf: string | null;
}

/** GET, typed by the server's description, with the time of its data. */
export async function apiGetWithMeta<P extends PathOf<'get'>>(
  path: P,
  options: TypedOptions<P, 'get'> = {},
): Promise<WithMeta<Answer<P>>> {
  const response = await httpClient.respond('get', path, options as RequestOptions);
  const asOf = response.headers.get('X-Data-As-Of');
  return { data: (await bodyOf(response)) as Answer<P>, asOf };
}

/** POST, typed by the server's description. */
export async function apiPost<P extends PathOf<'post'>>(
  path: P,
  options: TypedOptions<P, 'post'> & { body?: Body<P, 'post'> } = {},
): Promise<Answer<P, 'post'>> {
  return (await httpClient.request('post', path, options as RequestOptions)) as Answer<P, 'post'>;
}

/** PUT, typed by the server's description. */
export async function apiPut<P extends PathOf<'put'>>(
  path: P,
  options: TypedOptions<P, 'put'> & { body?: Body<P, 'put'> } = {},
): Promise<Answer<P, 'put'>> {
  return (await httpClient.request('put', path, options as RequestOptions)) as Answer<P, 'put'>;
}

/** DELETE, typed by the server's description. */
export async function apiDelete<P extends PathOf<'delete'>>(
  path: P,
  options: TypedOptions<P, 'delete'> = {},
): Promise<void> {
  await httpClient.request('delete', path, options as RequestOptions);
}
