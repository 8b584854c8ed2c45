import type { Operation } from '../operation.ts'

/** `GET /metrics`: figures about requests, ingest, the store and the process, in Prometheus' text format. */
export const getMetrics: Operation<'metrics' | 'statistics' | 'live' | 'connections'> = async (
  app,
  { metrics, statistics, live, connections },
) => {
  app.get('/metrics', { config: { scope: 'public' } }, async (_request, reply) => {
    reply.type('text/plain; version=0.0.4; charset=utf-8').header('cache-control', 'no-store')
    return metrics.page(await statistics(), { ...connections.figures(), lagMs: live.takeLagMs() })
  })
}
