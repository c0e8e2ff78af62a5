/** A field that the server refused, as FastAPI words it. */
export interface FieldError {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** What went wrong with a request. `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly options: {
      fields?: FieldError[];
      /** Seconds to wait, from Retry-After. */
      retryAfter?: number | undefined;
      requestId?: string | undefined;
      /** What kind of refusal it is, such as "version_conflict". */
      code?: string | undefined;
      /** The whole answer: some refusals carry more than a reason. */
      body?: unknown;
    } = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }

  get fields(): FieldError[] {
    return this.options.fields ?? [];
  }

  get code(): string | undefined {
    return this.options.code;
  }

  /** What the refusal carries beside its reason, by name; undefined where it does not. */
  member(name: string): unknown {
    return (this.options.body as Record<string, unknown> | null | undefined)?.[name];
  }

  get retryAfter(): number | undefined {
    return this.options.retryAfter;
  }

  get requestId(): string | undefined {
    return this.options.requestId;
  }
}

/** The user signed out instead of signing in again: nobody waits for the answer any more. */
export class SessionEndedError extends Error {
  constructor() {
    super('the session has ended');
    this.name = 'SessionEndedError';
  }
}

/** Reads `{"detail": "..."}` or the list form of a 422; anything else becomes the status text. */
export async function errorFromResponse(response: Response): Promise<ApiError> {
  const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  let body: { detail?: unknown; code?: unknown } | null = null;
  try {
    body = (await response.json()) as { detail?: unknown; code?: unknown } | null;
  } catch {
    // A proxy answers in HTML: the status must do.
  }
  const options = {
    retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
    requestId: response.headers.get('X-Request-ID') ?? undefined,
    code: typeof body?.code === 'string' ? body.code : undefined,
    body,
  };
  const detail = body?.detail;
  if (Array.isArray(detail)) {
    const fields = detail as FieldError[];
    const message = fields.map((field) => `${field.loc.join('.')}: ${field.msg}`).join('; ');
    return new ApiError(response.status, message, { ...options, fields });
  }
  const message = typeof detail === 'string' ? detail : response.statusText;
  return new ApiError(response.status, message, options);
}
