import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

/** Notes every answered request of an app in its metrics, and in the log at `debug`. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown')
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1_000)
    request.log.debug(
      { method: request.method, route, status: reply.statusCode, durationMs: reply.elapsedTime },
      'request answered',
    )
  })
}
