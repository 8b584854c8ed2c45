import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { type Access, allows } from '../domain/access/access.ts'
import type { Right } from '../domain/access/scope.ts'
import { DomainError } from '../domain/errors.ts'
import type { Identity } from '../identity/identity.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route asks of its caller. Every route of a surface declares it. */
    scope?: Right | 'public'
    /** Whether a display's token is enough too. It sees its floor only: the route must ask what `access` sees. */
    displays?: boolean
  }
  interface FastifyRequest {
    /** Who is asking. Throws on a route that is `public`, where nobody has been asked. */
    readonly access: Access
  }
}

/** What a surface answers when a request carries no usable `Authorization` header. */
export type MissingCredentials = 'forbidden' | 'unauthenticated'

// RFC 6750 §2.1: a bearer token is one `b64token`; RFC 9110 §11.1: the scheme's name is case-insensitive.
const bearerPattern = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i

const granted = new WeakMap<FastifyRequest, Access>()

/** Whether a request carried credentials that opened something, whatever became of it then. */
export function isAdmitted(request: FastifyRequest): boolean {
  return granted.has(request)
}

/** The bearer token that a request carries; `null` without a well-formed one. */
export function bearerOf(request: FastifyRequest): string | null {
  return bearerPattern.exec(request.headers.authorization ?? '')?.[1] ?? null
}

/** Gives every request of an app its `access`. To be called once, on the root. */
export function decorateAccess(app: FastifyInstance): void {
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
 * one, is refused as `missing`; an unknown, revoked or expired one as unauthenticated.
 */
export function guardRoutes(app: FastifyInstance, identity: Identity, missing: MissingCredentials): void {
  app.addHook('onRequest', async (request) => {
    const { scope, displays = false } = request.routeOptions.config
    if (scope === undefined || scope === 'public') return
    const bearer = bearerOf(request)
    if (bearer === null) {
      throw new DomainError(missing, 'no_token', 'A token is needed: send `Authorization: Bearer <token>`.')
    }
    const access = await identity.authenticate(bearer)
    if (access === null) {
      throw new DomainError('unauthenticated', 'bad_token', 'The token is unknown, revoked or expired.')
    }
    if (!allows(access, scope) && !(displays && allows(access, 'display'))) throw lacking(scope)
    granted.set(request, access)
  })
}

function lacking(right: Right): DomainError {
  const needed = right === 'users' ? 'an OAuth token with the permission' : 'a token with the scope'
  return new DomainError('forbidden', 'no_scope', `This needs ${needed} \`${right}\`.`)
}
