import type { Operation } from '../operation.ts'
import { datumSchemas, type MetricName } from './datum.ts'
import { sendHistorical } from './historical.ts'
import { historicalBody, historicalDescription, rowsOf } from './historical-wire.ts'

const metrics: ReadonlySet<MetricName> = new Set(['utilization'])

/** `POST /v3/analytics/utilization`: how full spaces were (density-v3.md §3). */
export const postUtilization: Operation<
  'analytics' | 'answers' | 'portfolios' | 'clock' | 'settings'
> = async (app, services) => {
  app.post(
    '/analytics/utilization',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postUtilization',
        summary: 'How full spaces were',
        description: historicalDescription,
        tags: ['Historical metrics'],
        body: historicalBody,
        response: { 200: rowsOf(datumSchemas.utilization) },
      },
    },
    (request, reply) => sendHistorical(services, request.access, request.body, metrics, reply),
  )
}
