import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import { HeadcountClient } from '../../client/headcount-client.ts'
import { Links } from '../../mcp/links.ts'
import { bearerOf, guardRoutes, requireDeclaredScope } from '../access.ts'
import { limitRate } from '../rate-limit.ts'
import type { SendFailure } from '../send-failure.ts'
import type { Services } from '../services.ts'

/** Largest message that is taken. */
const BODY_LIMIT_BYTES = 256 * 1024

/**
 * `POST /mcp`: the questions of `/api` as tools of the Model Context Protocol, over its stateless HTTP transport. A
 * tool asks this same server with the caller's token, so it sees and is refused what the token sees and is refused.
 */
export function serveMcp(
  root: FastifyInstance,
  services: Pick<Services, 'identity' | 'settings' | 'rateLimiter'>,
  version: string,
  send: SendFailure,
): FastifyPluginAsync {
  return async (app) => {
    app.addHook('onRoute', requireDeclaredScope)
    if (services.rateLimiter !== null) limitRate(app, services.rateLimiter, send)
    guardRoutes(app, services.identity, 'unauthenticated')
    app.post('/mcp', { config: { scope: 'read' }, bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
      // Loaded when somebody asks: most servers and commands never need them.
      const [{ createMcpHandler }, { createMcpServer }] = await Promise.all([
        import('@modelcontextprotocol/server'),
        import('../../mcp/mcp-server.ts'),
      ])
      const handler = createMcpHandler(
        () => createMcpServer(contextOf(root, request, services.settings.publicUrl), version),
        {
          onerror: (error) => request.log.warn({ err: error }, 'mcp request failed'),
        },
      )
      const answer = await handler.fetch(webRequest(request), { parsedBody: request.body })
      return reply.send(answer)
    })
  }
}

function contextOf(root: FastifyInstance, request: FastifyRequest, publicUrl: string | null) {
  const base = publicUrl ?? `${request.protocol}://${request.host}`
  const token = bearerOf(request) ?? ''
  return { client: clientWithin(root, token, request.ip), links: new Links(base) }
}

/** A client whose requests do not leave the process. They count towards the rate limit of the address they are for. */
function clientWithin(root: FastifyInstance, token: string, remoteAddress: string): HeadcountClient {
  return new HeadcountClient({
    baseUrl: '',
    token,
    fetch: async (url, { method = 'GET', headers, body }) => {
      const answer = await root.inject({
        method: method as 'GET',
        url,
        headers: Object.fromEntries(new Headers(headers)),
        remoteAddress,
        ...(typeof body === 'string' && { payload: body }),
      })
      const { 'retry-after': retryAfter } = answer.headers
      return new Response(answer.payload === '' ? null : answer.payload, {
        status: answer.statusCode,
        headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
      })
    },
  })
}

function webRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  return new Request(new URL(request.url, 'http://localhost'), {
    method: request.method,
    headers,
    body: JSON.stringify(request.body),
  })
}
