import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.ts'
import { DAY_MS, type EpochMs } from '../domain/time/interval.ts'

/** The cookie that stands in for an `Authorization` header: its value is the bearer token itself. */
export const SESSION_COOKIE = 'headcount_session'

/**
 * Tells scripts whether there is a session to ask about, without telling them anything of it: a page that nobody has
 * signed in to has no refusal to provoke.
 */
const SIGN_COOKIE = 'headcount_signed_in'

/** How long a browser keeps the cookie of a token that holds longer. */
const LONGEST_SESSION_MS = 30 * DAY_MS

/** What every cookie of a session has: no script reads it, and no other site makes a browser send it. */
const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: 'auto' } as const

/** Methods that change nothing (RFC 9110 §9.2.1), as far as any route takes them. */
const safeMethods = new Set(['GET', 'HEAD'])

/** Teaches an app to read and to write cookies. None is read until somebody asks for it. */
export function readCookies(app: FastifyInstance): void {
  app.register(cookie, { hook: false })
}

/** The token in the session cookie of a request; `null` without one. */
export function sessionTokenOf(request: FastifyRequest): string | null {
  const { cookie: header } = request.headers
  if (header === undefined) return null
  return request.server.parseCookie(header)[SESSION_COOKIE] || null
}

/** Gives the browser a cookie with a token, for 30 days or until the token expires. */
export function writeSession(
  reply: FastifyReply,
  token: string,
  expiresAt: EpochMs | null,
  now: EpochMs,
): void {
  const durationMs = Math.min(LONGEST_SESSION_MS, (expiresAt ?? Number.POSITIVE_INFINITY) - now)
  const maxAge = Math.floor(durationMs / 1_000)
  reply.setCookie(SESSION_COOKIE, token, { ...attributes, maxAge })
  reply.setCookie(SIGN_COOKIE, '1', { ...attributes, httpOnly: false, maxAge })
}

/** Makes the browser forget its cookies. */
export function clearSession(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, attributes)
  reply.clearCookie(SIGN_COOKIE, { ...attributes, httpOnly: false })
}

/**
 * Refuses, as forbidden, a request by session cookie that changes something, unless the browser says that a page of
 * this server sent it: `SameSite` alone would let through every other host of the same site.
 */
export function requireSameOrigin(request: FastifyRequest): void {
  if (!safeMethods.has(request.method) && originOf(request) !== 'same') throw crossOrigin()
}

/** Refuses, as forbidden, a sign-in or sign-out that a browser says another site's page asked for. */
export function refuseOtherOrigin(request: FastifyRequest): void {
  if (originOf(request) === 'other') throw crossOrigin()
}

/**
 * Where the page comes from that sent a request, as its browser says. Over plain HTTP browsers leave out
 * `Sec-Fetch-Site`: there `Origin` has to name this host.
 */
function originOf({ headers, host }: FastifyRequest): 'same' | 'other' | 'unsaid' {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' ? 'same' : 'other'
  const { origin } = headers
  if (origin === undefined) return 'unsaid'
  if (!URL.canParse(origin)) return 'other'
  const sender = new URL(origin)
  // A port that the scheme implies may be written out on one side and not on the other.
  const here = `${sender.protocol}//${host}`
  return URL.canParse(here) && new URL(here).host === sender.host ? 'same' : 'other'
}

function crossOrigin(): DomainError {
  return new DomainError(
    'forbidden',
    'cross_origin',
    'A session cookie changes things only from pages of this host: send `Sec-Fetch-Site: same-origin`, or an `Origin` ' +
      'with this host (behind a proxy, name it in HEADCOUNT_TRUST_PROXY), or use `Authorization: Bearer <token>`.',
  )
}
