import type { paths } from './schema';

/*
 * Types of requests and answers by address and method, straight from the server's description.
 * Nothing here names a schema: the server may rename one without touching the page, but a field
 * that changes breaks the page's build.
 */

export type Method = 'get' | 'post' | 'put' | 'delete';

/** Addresses that answer this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

type Operation<P extends keyof paths, M extends Method> = M extends keyof paths[P]
  ? NonNullable<paths[P][M]>
  : never;

type JsonOf<T> = T extends { content: { 'application/json': infer Body } } ? Body : undefined;

type Responses<O> = O extends { responses: infer R } ? R : never;

/** The body of the successful answer; undefined for an answer without one. */
export type Answer<P extends keyof paths, M extends Method = 'get'> =
  Responses<Operation<P, M>> extends infer R
    ? R extends { 200: infer A }
      ? JsonOf<A>
      : R extends { 201: infer A }
        ? JsonOf<A>
        : R extends { 202: infer A }
          ? JsonOf<A>
          : undefined
    : never;

export type Query<P extends keyof paths, M extends Method = 'get'> =
  Operation<P, M> extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

export type PathParameters<P extends keyof paths, M extends Method = 'get'> =
  Operation<P, M> extends { parameters: { path: infer V } } ? V : never;

export type Body<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { requestBody?: infer B } ? JsonOf<NonNullable<B>> : never;

export type User = NonNullable<Answer<'/api/auth/me'>>;
export type Company = Answer<'/api/companies'>['items'][number];
export type Calendar = Answer<'/api/calendar'>;
export type DeviceSession = Answer<'/api/auth/sessions'>['items'][number];
