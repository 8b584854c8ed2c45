import { DomainError, type ErrorKind } from '../domain/errors.ts'

/** A refusal as HTTP has it. Each surface renders it in its own envelope. */
export interface Failure {
  readonly status: number
  /** Says what was wrong and what would be right; fit for the caller to read. */
  readonly message: string
  /** Headers that belong to the refusal, such as `Allow` or `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>
}

/** The HTTP status of each kind of refusal. */
const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  overloaded: 503,
}

const headersOfStatus: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer' },
  503: { 'retry-after': '1' },
}

/** A client that failed to log in may have tried any of the ways (RFC 6749 §5.2). */
const headersOfCode: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bad_client: { 'www-authenticate': 'Basic realm="headcount"' },
}

/** Refusals of the HTTP layer itself, by status. What it says of its own accord may quote the request. */
const messageOfStatus: Readonly<Record<number, string>> = {
  400: 'The request could not be read: send well-formed HTTP with a well-formed body.',
  404: 'There is nothing at this address.',
  408: 'The request took too long to arrive.',
  413: 'The body is too large: at most 10 MiB are taken at once, 5 MiB of an image, and 16 KiB where no token is needed.',
  414: 'The address is too long.',
  415: 'This media type is not taken here: send JSON with `Content-Type: application/json`.',
  503: 'The server is busy or stopping: try again shortly.',
}

const messageOfCode: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty: send JSON.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as `Content-Length` says.',
  TOO_MANY_READINGS: 'A JSON body has at most 10,000 readings: send more as lines, `application/x-ndjson`.',
  NO_PLAN_IMAGE:
    'An image is taken here: send `Content-Type: image/png`, `image/jpeg` or `image/svg+xml` with its bytes.',
  UNKNOWN_CONTENT_ENCODING: 'The content encoding is not known here: use gzip, or none.',
  FST_ERR_BAD_URL: 'The address is not well formed: check its percent-encoding.',
}

/** Codes of the operating system for a process or a machine without file descriptors left. */
const exhausted = new Set(['EMFILE', 'ENFILE'])

/** What an unexpected error tells the caller: nothing but where to look. */
const unexpected: Failure = {
  status: 500,
  message: 'The server failed to answer. The log has the reason under the id in X-Request-Id.',
  headers: {},
}

/** A refusal with a given status. */
export function failure(status: number, message: string, headers: Record<string, string> = {}): Failure {
  return { status, message, headers: { ...headersOfStatus[status], ...headers } }
}

/** Any thrown value as a refusal. What is not known is a 500 that says nothing about itself. */
export function toFailure(error: unknown): Failure {
  if (error instanceof DomainError) {
    return failure(statusOfKind[error.kind], error.message, headersOfCode[error.code])
  }
  if (!(error instanceof Error)) return unexpected
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (exhausted.has(code)) return failure(503, 'The server has no file descriptors left: try again shortly.')
  const message = messageOfCode[code] ?? messageOfStatus[status]
  return message === undefined ? unexpected : failure(status, message)
}
