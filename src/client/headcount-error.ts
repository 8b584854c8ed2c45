/** What is known of a call that failed. */
export interface Failure {
  /** The HTTP status; `null` when no answer came. */
  readonly status: number | null
  /** A stable word for the kind of failure, where the server gives one. */
  readonly code?: string
  /** Says what was wrong, for people. */
  readonly detail: string
  /** The server's id of the request, to be looked up in its log. */
  readonly requestId?: string
}

/** A call to a Headcount server that did not succeed, retries included. */
export class HeadcountError extends Error {
  readonly status: number | null
  readonly code: string | undefined
  readonly detail: string
  readonly requestId: string | undefined

  constructor({ status, code, detail, requestId }: Failure, options?: { cause?: unknown }) {
    super(status === null ? detail : `${status}: ${detail}`, options)
    this.name = 'HeadcountError'
    this.status = status
    this.code = code
    this.detail = detail
    this.requestId = requestId
  }
}

/**
 * The failure that an answer tells of, in whichever envelope its surface uses: problem details (RFC 9457) on
 * `/api` and `/v2`, `{code, message}` on `/v3`, or none.
 */
export function failureOf(response: Response, body: string): Failure {
  const { code, detail, message, type, request_id: requestId } = membersOf(body)
  const word = textOf(code) ?? slugOf(textOf(type))
  const id = textOf(requestId) ?? response.headers.get('x-request-id') ?? undefined
  return {
    status: response.status,
    detail: textOf(detail) ?? textOf(message) ?? (response.statusText || `HTTP status ${response.status}`),
    ...(word !== undefined && { code: word }),
    ...(id !== undefined && { requestId: id }),
  }
}

interface ErrorMembers {
  readonly code?: unknown
  readonly detail?: unknown
  readonly message?: unknown
  readonly type?: unknown
  readonly request_id?: unknown
}

function membersOf(body: string): ErrorMembers {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function slugOf(type: string | undefined): string | undefined {
  return type?.split('/').at(-1)
}
