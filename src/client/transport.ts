import { type Failure, failureOf, HeadcountError } from './headcount-error.ts'
import { defaultRetryLimits, pause, type RetryLimits, retryDelayMs } from './retry.ts'

/** Where a server is and how to talk to it. */
export interface TransportOptions {
  /** Such as `https://headcount.example.org`; the paths of all surfaces are appended to it. */
  readonly baseUrl: string
  /** Left out where the browser's session cookie says who asks. */
  readonly token?: string
  /** How long one attempt may take; a minute where absent. */
  readonly timeoutMs?: number
  readonly retry?: Partial<RetryLimits>
  /** What requests are sent with. Default: the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Ends every call, waits included, when it aborts. */
  readonly signal?: AbortSignal
}

/** One call. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** Parameters that are `undefined` or `null` are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>
  /** Sent as JSON, unless there is another body. */
  readonly json?: unknown
  /** A body of one JSON value a line. */
  readonly ndjson?: string
  /** A body of bytes, of the media type that the blob says. */
  readonly blob?: Blob
  /**
   * Whether making the call twice is as good as once. Then it is also made again after a 503 or a connection that
   * broke; else only after a 429, which a server answers before it has begun.
   */
  readonly idempotent: boolean
  /** Ends this call, waits included, when it aborts. */
  readonly signal?: AbortSignal
}

const DEFAULT_TIMEOUT_MS = 60_000

/** What came of one attempt. */
type Attempt =
  | { readonly kind: 'answer'; readonly value: unknown }
  | {
      readonly kind: 'failure'
      readonly failure: Failure
      readonly retryAfter: string | null
      cause?: unknown
    }

/** Makes calls with a token, and makes them again where that is safe and likely to help. */
export class Transport {
  readonly #baseUrl: string
  readonly #token: string | undefined
  readonly #timeoutMs: number
  readonly #limits: RetryLimits
  readonly #fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly #signal: AbortSignal | undefined

  constructor(options: TransportOptions) {
    const { baseUrl, token, timeoutMs = DEFAULT_TIMEOUT_MS, retry, signal } = options
    this.#fetch = options.fetch ?? ((url, init) => fetch(url, init))
    this.#baseUrl = baseUrl.replace(/\/+$/, '')
    this.#token = token
    this.#timeoutMs = timeoutMs
    this.#limits = { ...defaultRetryLimits, ...retry }
    this.#signal = signal
  }

  /**
   * The parsed answer of a call, `null` for an empty one. Throws {@link HeadcountError} when the server refuses or
   * cannot be reached, and the signal's reason when the caller aborts.
   */
  async call(call: Call): Promise<unknown> {
    for (let failures = 1; ; failures++) {
      const attempt = await this.#attempt(call)
      if (attempt.kind === 'answer') return attempt.value
      const { failure, retryAfter, cause } = attempt
      const limits = this.#limits
      const delayMs = mayRetry(call, failure)
        ? retryDelayMs(failures, retryAfter, { limits, now: Date.now() })
        : null
      if (delayMs === null) throw new HeadcountError(failure, cause === undefined ? undefined : { cause })
      await pause(delayMs, this.#endOf(call))
    }
  }

  async #attempt(call: Call): Promise<Attempt> {
    try {
      const response = await this.#fetch(this.#urlOf(call), this.#requestOf(call))
      const text = await response.text()
      if (response.ok) return { kind: 'answer', value: text === '' ? null : JSON.parse(text) }
      return {
        kind: 'failure',
        failure: failureOf(response, text),
        retryAfter: response.headers.get('retry-after'),
      }
    } catch (cause) {
      const end = this.#endOf(call)
      if (end?.aborted === true) throw end.reason
      return {
        kind: 'failure',
        failure: { status: null, detail: unreachable(cause) },
        retryAfter: null,
        cause,
      }
    }
  }

  /** What ends a call from outside: its own signal, the transport's, or either. */
  #endOf({ signal }: Call): AbortSignal | undefined {
    if (signal === undefined || this.#signal === undefined) return signal ?? this.#signal
    return AbortSignal.any([signal, this.#signal])
  }

  #urlOf({ path, query = {} }: Call): string {
    const parameters = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null) parameters.set(name, String(value))
    }
    const text = parameters.toString()
    return `${this.#baseUrl}${path}${text === '' ? '' : `?${text}`}`
  }

  #requestOf(call: Call): RequestInit {
    const { method } = call
    const { type, body } = bodyOf(call)
    const headers: Record<string, string> = {
      accept: 'application/json',
      ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      ...(type !== undefined && { 'content-type': type }),
    }
    const timeout = AbortSignal.timeout(this.#timeoutMs)
    const end = this.#endOf(call)
    const signal = end === undefined ? timeout : AbortSignal.any([timeout, end])
    return { method, headers, signal, ...(body !== undefined && { body }) }
  }
}

/** The body of a call, if it has any, and the media type of it. */
function bodyOf({ json, ndjson, blob }: Call): { readonly type?: string; readonly body?: string | Blob } {
  if (blob !== undefined) return { type: blob.type, body: blob }
  if (ndjson !== undefined) return { type: 'application/x-ndjson', body: ndjson }
  return json === undefined ? {} : { type: 'application/json', body: JSON.stringify(json) }
}

function mayRetry({ idempotent }: Call, { status }: Failure): boolean {
  return status === 429 || (idempotent && (status === 503 || status === null))
}

function unreachable(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  return `The server gave no usable answer: ${inner instanceof Error ? inner.message : String(inner)}`
}
