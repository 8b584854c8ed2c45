import {
  errorCodes,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { refuseCostlyJson } from '../ingest/json-shape.ts'
import { guardRoutes, type MissingCredentials, requireDeclaredScope } from './access.ts'
import { compressAnswers } from './compression.ts'
import { allowCrossOrigin } from './cross-origin.ts'
import { type Failure, failure, toFailure } from './errors.ts'
import { describeRoutes, type SurfaceDocument } from './openapi.ts'
import type { Operation } from './operation.ts'
import { pathOf } from './problem.ts'
import { limitRate } from './rate-limit.ts'
import { RouteTable } from './route-table.ts'
import type { SendFailure } from './send-failure.ts'
import type { Services } from './services.ts'

/** An API under a prefix of its own, with its own errors, its own rules of access and its own document. */
export interface Surface {
  /** Such as `/v3`. */
  readonly prefix: string
  readonly document: SurfaceDocument
  /** Where its document is, under the prefix. Default: `/openapi.json`. */
  readonly documentPath?: string
  readonly missingCredentials: MissingCredentials
  readonly operations: readonly Operation<keyof Services>[]
  /** Whether answers to changes say the position that they are in (native.md §6). Default: no. */
  readonly tellsPosition?: boolean
  /** Whether pages of other hosts may call it, as the settings have it. */
  readonly crossOrigin?: true
}

/**
 * Surfaces of one prefix, whose paths do not overlap, as a plugin to be registered under it. Requests go through, in this
 * order: who asks too often is refused, unknown paths and methods are answered, the caller's access is checked, the body
 * is read and checked, the operation answers.
 */
export function serveSurfaces(
  surfaces: readonly Surface[],
  services: Services,
  send: SendFailure,
): FastifyPluginAsync {
  return async (app) => {
    const isCrossOrigin = surfaces.some(({ crossOrigin }) => crossOrigin === true)
    if (isCrossOrigin) await allowCrossOrigin(app, services.settings.crossOrigin)
    const routes = new RouteTable()
    for (const surface of surfaces) {
      // What none of them has is answered once, for all.
      const unknown = surface === surfaces[0] ? answerUnknown : null
      await app.register(serveSurface(surface, services, send, routes, unknown))
    }
  }
}

function serveSurface(
  surface: Surface,
  services: Services,
  send: SendFailure,
  routes: RouteTable,
  unknown: typeof answerUnknown | null,
): FastifyPluginAsync {
  return async (app) => {
    app.addHook('onRoute', (route) => {
      requireDeclaredScope(route)
      routes.add(route)
    })
    if (services.rateLimiter !== null) limitRate(app, services.rateLimiter, send)
    answerErrors(app, send)
    unknown?.(app, routes, send)
    guardRoutes(app, services.identity, surface.missingCredentials)
    takeEmptyBodies(app)
    if (surface.tellsPosition === true) tellPosition(app, services.live)
    await compressAnswers(app)
    await describeRoutes(app, surface.document)
    for (const operation of surface.operations) await app.register(operation, services)
    app.get(
      surface.documentPath ?? '/openapi.json',
      { config: { scope: 'public' }, schema: { hide: true } },
      () => app.swagger(),
    )
  }
}

/** Renders thrown errors, unknown paths and unknown methods alike with `send`. */
export function answerFailures(app: FastifyInstance, routes: RouteTable, send: SendFailure): void {
  answerErrors(app, send)
  answerUnknown(app, routes, send)
}

function answerErrors(app: FastifyInstance, send: SendFailure): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = toFailure(error)
    if (refusal.status === 503) request.log.warn({ err: error }, 'request refused')
    else if (refusal.status >= 500) request.log.error({ err: error }, 'request failed')
    return send(refusal, request, reply)
  })
}

function answerUnknown(app: FastifyInstance, routes: RouteTable, send: SendFailure): void {
  const answerMissing = (request: FastifyRequest, reply: FastifyReply) =>
    send(missing(request, routes), request, reply)
  app.setNotFoundHandler(answerMissing)
  // Answered before the body is read, so that an unknown path is not blamed on the body. The hooks of the root run
  // for its surfaces too, which answer for themselves.
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 && request.server === app) return answerMissing(request, reply)
  })
}

function missing(request: FastifyRequest, routes: RouteTable): Failure {
  const path = pathOf(request)
  const methods = routes.methodsAt(path)
  if (methods.length === 0) return failure(404, `There is nothing at ${path}.`)
  const allow = methods.join(', ')
  return failure(405, `${path} does not take ${request.method}: use ${allow}.`, { allow })
}

/** Says in a header of every answer to a change which position of the organization's log it is in. */
function tellPosition(app: FastifyInstance, live: Services['live']): void {
  app.addHook('onSend', async (request, reply) => {
    const isChange = request.method !== 'GET' && request.method !== 'HEAD' && reply.statusCode < 300
    if (isChange && request.routeOptions.config.scope !== 'public')
      reply.header('headcount-seq', live.position(request.access.organization))
  })
}

/** An empty body is the same as `{}` (density-v3.md §1), whatever media type it is said to have. */
function takeEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('remove', 'remove')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) return done(null, {})
    try {
      refuseCostlyJson(String(body))
    } catch (error) {
      return done(error instanceof Error ? error : null)
    }
    return parse(request, String(body), done)
  })
  app.addContentTypeParser('*', (request, _payload, done) => {
    if (request.headers['content-length'] === '0') return done(null, {})
    done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']))
  })
  app.addHook('preValidation', async (request) => {
    if (request.body === undefined && request.method !== 'GET') request.body = {}
  })
}
