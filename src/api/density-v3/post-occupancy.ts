import type { Operation } from '../operation.ts'
import { datumSchemas, type MetricName } from './datum.ts'
import { sendHistorical } from './historical.ts'
import { historicalBody, historicalDescription, rowsOf } from './historical-wire.ts'

const metrics: ReadonlySet<MetricName> = new Set(['occupancy'])

/** `POST /v3/analytics/occupancy`: how many people were there (density-v3.md §3). */
export const postOccupancy: Operation<'analytics' | 'answers' | 'portfolios' | 'clock' | 'settings'> = async (
  app,
  services,
) => {
  app.post(
    '/analytics/occupancy',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postOccupancy',
        summary: 'How many people were there',
        description: historicalDescription,
        tags: ['Historical metrics'],
        body: historicalBody,
        response: { 200: rowsOf(datumSchemas.occupancy) },
      },
    },
    (request, reply) => sendHistorical(services, request.access, request.body, metrics, reply),
  )
}
