import type { FastifyContextConfig } from 'fastify'

/** What a route can be refused for, and how a client is to take it. */
export interface Refusal {
  readonly status: number
  readonly description: string
  /** Headers that such a refusal has, by name. */
  readonly headers?: Readonly<Record<string, { readonly type: string; readonly description: string }>>
}

/** What decides how a route can refuse. */
export interface RouteTraits {
  readonly method: string
  readonly config: FastifyContextConfig
  readonly hasBody: boolean
}

const retryAfter = {
  'Retry-After': { type: 'integer', description: 'Seconds to wait before the request is sent again.' },
}

const always: readonly Refusal[] = [
  { status: 400, description: 'A parameter or the body is missing or wrong; the text says what is right.' },
  { status: 404, description: 'Not there, or not visible to the token: the two read alike.' },
  {
    status: 429,
    description: 'Too many requests of one address: the limit and what is left of it are in X-RateLimit-*.',
    headers: retryAfter,
  },
  { status: 500, description: 'The server failed; its log has the reason under the id in X-Request-Id.' },
  {
    status: 503,
    description: 'Busy or stopping. Nothing of the request was done: send it again.',
    headers: retryAfter,
  },
]
const withToken: readonly Refusal[] = [
  { status: 401, description: 'The token is unknown, revoked or expired.' },
  { status: 403, description: 'The token is good, and does not allow this.' },
]
const withSecret: readonly Refusal[] = [
  { status: 401, description: 'The secret opens nothing.' },
  { status: 403, description: 'The secret is good, and does not allow this.' },
]
const withBody: readonly Refusal[] = [
  { status: 413, description: 'The body is too large.' },
  { status: 415, description: 'The body has a media type that is not taken here.' },
]
const withChange: readonly Refusal[] = [
  { status: 409, description: 'The change clashes with what is there, such as an id that is taken.' },
]

/** Every way in which a route can refuse, by ascending status (density-v3.md §11). */
export function refusalsOf({ method, config, hasBody }: RouteTraits): readonly Refusal[] {
  const scope = config.scope ?? 'public'
  const refusals = [...always]
  if (scope !== 'public') refusals.push(...withToken)
  else if (method !== 'GET') refusals.push(...withSecret)
  if (hasBody) refusals.push(...withBody)
  if (method !== 'GET' && scope !== 'public' && scope !== 'read') refusals.push(...withChange)
  return refusals.toSorted((one, other) => one.status - other.status)
}
