import type { Operation } from '../operation.ts'

/**
 * `GET /readyz`: 200 while the server can do its work; 503 with the reason while it cannot. `stale_days` tells how
 * much there is left to derive in the background, after a bulk load or a changed time zone, say.
 */
export const getReadiness: Operation<'readiness'> = async (app, { readiness }) => {
  app.get('/readyz', { config: { scope: 'public' } }, async (_request, reply) => {
    const { ready, reason, staleDays } = await readiness()
    reply.code(ready ? 200 : 503).header('cache-control', 'no-store')
    return { status: ready ? 'ready' : 'unavailable', reason, stale_days: staleDays }
  })
}
