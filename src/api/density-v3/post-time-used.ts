import type { Operation } from '../operation.ts'
import { datumSchemas, type MetricName } from './datum.ts'
import { sendHistorical } from './historical.ts'
import { historicalBody, historicalDescription, rowsOf } from './historical-wire.ts'

const metrics: ReadonlySet<MetricName> = new Set(['time_used'])

/** `POST /v3/analytics/time-used`: how long somebody was there (density-v3.md §3). */
export const postTimeUsed: Operation<'analytics' | 'answers' | 'portfolios' | 'clock' | 'settings'> = async (
  app,
  services,
) => {
  app.post(
    '/analytics/time-used',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postTimeUsed',
        summary: 'How long somebody was there',
        description: historicalDescription,
        tags: ['Historical metrics'],
        body: historicalBody,
        response: { 200: rowsOf(datumSchemas.time_used) },
      },
    },
    (request, reply) => sendHistorical(services, request.access, request.body, metrics, reply),
  )
}
