import { randomUUID } from 'node:crypto'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { decorateAccess } from './access.ts'
import { densityV2, isDensityV2 } from './density-v2/surface.ts'
import { sendDensityError } from './density-v3/errors.ts'
import { densityV3 } from './density-v3/surface.ts'
import { serveDocs } from './docs.ts'
import { toFailure } from './errors.ts'
import { serveMcp } from './mcp/serve-mcp.ts'
import { native } from './native/surface.ts'
import { sendMessage } from './occuspace-v1/errors.ts'
import { occuspaceV1 } from './occuspace-v1/surface.ts'
import { occuspaceV2 } from './occuspace-v2/surface.ts'
import { measureRequests } from './ops/measure-requests.ts'
import { ops } from './ops/ops.ts'
import { pathOf, sendProblem } from './problem.ts'
import { answerProtocolError, refuseEarly } from './protocol-errors.ts'
import { compareFeed, liveFeed } from './public-feed/surface.ts'
import { RouteTable } from './route-table.ts'
import type { SendFailure } from './send-failure.ts'
import type { Services } from './services.ts'
import { answerFailures, serveSurfaces } from './surface.ts'
import { validatorCompiler } from './validation.ts'
import { serveWeb, showMissingPages } from './web.ts'

/** How the server meets the network. */
export interface AppOptions {
  /** Proxies whose `X-Forwarded-*` headers are believed, as Fastify takes them; `false` for none. */
  readonly trustProxy: NonNullable<FastifyServerOptions['trustProxy']>
  readonly logger: FastifyBaseLogger
  /** Where the built dashboard is (an absolute path, also of a directory that is not there yet); `null` for none. */
  readonly webDirectory: string | null
  /** Of the package, told to MCP clients. */
  readonly version: string
}

/** Largest body that is taken whole (density-v3.md §1, native.md §3). */
export const BODY_LIMIT_BYTES = 10 * 1024 * 1024

/** How long a client may take to send its headers. */
const HEADERS_TIMEOUT_MS = 15_000
/** How long a connection may stay silent, also in the middle of a body. */
const SILENCE_TIMEOUT_MS = 120_000
/** How long a whole request may take to arrive: long enough for a year of readings over a slow line. */
const REQUEST_TIMEOUT_MS = 3_600_000

/** How long an id in a path may be: as long as all headers, so that a long one is unknown like any other. */
const MAX_ID_LENGTH = 16_384

/** The HTTP server with all its surfaces. It neither listens nor opens or closes the services. */
export function buildApp(services: Services, options: AppOptions): FastifyInstance {
  const sendAsProblem: SendFailure = (refusal, request, reply) =>
    sendProblem(refusal, request, reply, services.settings.publicUrl)
  const sendFor = (path: string): SendFailure => {
    if (path.startsWith(`${densityV3.prefix}/`) || isDensityV2(path)) return sendDensityError
    const sendsMessages = [occuspaceV1, liveFeed, compareFeed].some(({ prefix }) =>
      path.startsWith(`${prefix}/`),
    )
    return sendsMessages ? sendMessage : sendAsProblem
  }
  const app = createServer(options, sendFor)

  decorateAccess(app)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  refuseEarly(app, sendFor)
  measureRequests(app, services.metrics)
  if (options.webDirectory !== null) showMissingPages(app, options.webDirectory)
  answerFailures(app, new RouteTable(), sendAsProblem)
  app.register(ops, services)
  app.register(serveDocs)
  app.register(serveMcp(app, services, options.version, sendAsProblem))
  if (options.webDirectory !== null) app.register(serveWeb, { directory: options.webDirectory })
  for (const surface of [densityV3, occuspaceV1, liveFeed, compareFeed, native]) {
    const { prefix } = surface
    app.register(serveSurfaces([surface], services, sendFor(`${prefix}/`)), { prefix })
  }
  // Two vendors have an API under this prefix: each refuses in its own words.
  const sendByPath: SendFailure = (refusal, request, reply) =>
    sendFor(pathOf(request))(refusal, request, reply)
  app.register(serveSurfaces([occuspaceV2, densityV2], services, sendByPath), { prefix: occuspaceV2.prefix })
  services.connections.serve(app)
  return app
}

function createServer(options: AppOptions, sendFor: (path: string) => SendFailure): FastifyInstance {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: options.trustProxy,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, requireHostHeader: false },
    clientErrorHandler: answerProtocolError,
    // Fastify's own answer has neither the body of a surface nor `Retry-After`.
    return503OnClosing: false,
    connectionTimeout: SILENCE_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_ID_LENGTH },
    // Refusals from before a route is found, such as a path that is not well formed.
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id)
      sendFor(request.url)(toFailure(error), request, reply)
    },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  return app
}
