import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { datumSchemas, type MetricName, metricNames } from './datum.ts'
import { sendHistorical } from './historical.ts'
import { historicalBody, historicalDescription, rowsOf } from './historical-wire.ts'

const body = historicalBody.extend({
  metrics: z
    .array(z.enum(metricNames, { error: `must be one of ${metricNames.join(', ')}` }))
    .nullish()
    .describe('All of them when left out or empty.')
    .transform((names): ReadonlySet<MetricName> => new Set(names?.length ? names : metricNames)),
})

/** `POST /v3/analytics/metrics`: several groups of figures at once (density-v3.md §3). */
export const postMetrics: Operation<'analytics' | 'answers' | 'portfolios' | 'clock' | 'settings'> = async (
  app,
  services,
) => {
  app.post(
    '/analytics/metrics',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postMetrics',
        summary: 'Occupancy, time used and utilization at once',
        description: historicalDescription,
        tags: ['Historical metrics'],
        body,
        response: { 200: rowsOf(datumSchemas.all) },
      },
    },
    (request, reply) => sendHistorical(services, request.access, request.body, request.body.metrics, reply),
  )
}
