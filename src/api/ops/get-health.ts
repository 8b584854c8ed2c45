import type { Operation } from '../operation.ts'

/** `GET /healthz`: that the process is up, and the time zone rules that it follows. */
export const getHealth: Operation = async (app) => {
  app.get('/healthz', { config: { scope: 'public' } }, (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'ok', time_zone_rules: process.versions['tz'] ?? null }
  })
}
