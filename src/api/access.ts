import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { type Access, allows } from '../domain/access/access.ts'
import type { Right } from '../domain/access/scope.ts'
import { DomainError } from '../domain/errors.ts'
import type { Identity } from '../identity/identity.ts'
import { readCookies, requireSameOrigin, sessionTokenOf } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * What a route asks of its caller: a right, any token that opens something at all (`any`), or nothing
     * (`public`). Every route of a surface declares it.
     */
    scope?: Right | 'any' | 'public'
    /** Whether a display's token is enough too. It sees its floor only: the route must ask what `access` sees. */
    displays?: boolean
    /** Whether refusals carry the members of RFC 6749 too. */
    oauth?: boolean
    /** Whether the token may also be the password of basic authentication: some networks can send nothing else. */
    takesBasic?: boolean
  }
  interface FastifyRequest {
    /** Who is asking. Throws on a route that is `public`, where nobody has been asked. */
    readonly access: Access
  }
}

/** What a surface answers when a request carries no token: neither a well-formed header nor a session cookie. */
export type MissingCredentials = 'forbidden' | 'unauthenticated'

// RFC 6750 §2.1: a bearer token is one `b64token`; RFC 9110 §11.1: the scheme's name is case-insensitive.
const bearerPattern = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i

const basicPattern = /^Basic +([A-Za-z0-9+/]+=*)$/i

const granted = new WeakMap<FastifyRequest, Access>()

/** Whether a request carried credentials that opened something, whatever became of it then. */
export function isAdmitted(request: FastifyRequest): boolean {
  return granted.has(request)
}

/**
 * The bearer token that a request carries: that of its `Authorization` header, or, without such a header, that of
 * its session cookie. `null` where there is neither, or the header is malformed.
 */
export function bearerOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers
  if (authorization === undefined) return sessionTokenOf(request)
  return bearerPattern.exec(authorization)?.[1] ?? null
}

function tokenOf(request: FastifyRequest, takesBasic: boolean): string | null {
  return (takesBasic ? passwordOf(request) : null) ?? bearerOf(request)
}

/** The password of basic authentication (RFC 7617); `null` where there is none. */
function passwordOf({ headers: { authorization = '' } }: FastifyRequest): string | null {
  const encoded = basicPattern.exec(authorization)?.[1]
  if (encoded === undefined) return null
  const pair = Buffer.from(encoded, 'base64').toString()
  const colon = pair.indexOf(':')
  return colon === -1 || colon === pair.length - 1 ? null : pair.slice(colon + 1)
}

/** Gives every request of an app its `access`. To be called once, on the root. */
export function decorateAccess(app: FastifyInstance): void {
  readCookies(app)
  app.decorateRequest('access', {
    getter() {
      const access = granted.get(this)
      if (access === undefined) throw new Error(`${this.url} is public: it has no access`)
      return access
    },
  })
}

/** Refuses, at start, a route that does not say what it asks of its caller. */
export function requireDeclaredScope(route: RouteOptions): void {
  if (route.config?.scope === undefined) {
    throw new Error(`${route.method} ${route.url} declares no scope: set config.scope to a scope or 'public'`)
  }
}

/**
 * Makes every route of a surface ask for a token with the scope that it declares. Who has none, or a malformed
 * one, is refused as `missing`; an unknown, revoked or expired one as unauthenticated; a session cookie that another
 * site may have made the browser send as forbidden.
 */
export function guardRoutes(app: FastifyInstance, identity: Identity, missing: MissingCredentials): void {
  app.addHook('onRequest', async (request) => {
    const { scope, displays = false, takesBasic = false } = request.routeOptions.config
    if (scope === undefined || scope === 'public') return
    const bearer = tokenOf(request, takesBasic)
    if (bearer === null) {
      throw new DomainError(missing, 'no_token', 'A token is needed: send `Authorization: Bearer <token>`.')
    }
    if (request.headers.authorization === undefined) requireSameOrigin(request)
    const access = await identity.authenticate(bearer)
    if (access === null) throw badToken()
    const isAllowed = scope === 'any' || allows(access, scope) || (displays && allows(access, 'display'))
    if (!isAllowed) throw lacking(scope)
    granted.set(request, access)
  })
}

/** The refusal of a token that opens nothing, without telling why. */
export function badToken(): DomainError {
  return new DomainError('unauthenticated', 'bad_token', 'The token is unknown, revoked or expired.')
}

function lacking(right: Right): DomainError {
  const needed = right === 'users' ? 'an OAuth token with the permission' : 'a token with the scope'
  return new DomainError('forbidden', 'no_scope', `This needs ${needed} \`${right}\`.`)
}
