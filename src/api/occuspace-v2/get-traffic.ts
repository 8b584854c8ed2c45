import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { findLocation, locationPath } from './location-wire.ts'
import { answerMetric, metricShape, pointTime } from './metric-answer.ts'
import { anyInterval, metricQuery } from './metric-query.ts'
import { rollupPoints } from './rollup-points.ts'

const point = z.object({
  timestamp: pointTime,
  visits: z.int().nullable().describe('Entries, not unique people. Null when nothing was observed.'),
})

/** `GET /v2/locations/{id}/traffic`: how many people came in (occuspace.md §3). */
export const getTraffic: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.get(
    '/locations/:id/traffic',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getTraffic',
        summary: 'How many people came in',
        description:
          "With doorways: crossings inward. Without: the rises of the location's count, a lower bound.",
        tags: ['Metrics'],
        params: locationPath,
        querystring: metricQuery(anyInterval),
        response: { 200: metricShape('traffic', anyInterval, point) },
      },
    },
    async ({ access, params, query }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = findLocation(portfolio, access, params.id)
      return answerMetric('traffic', { portfolio, access, space, query, now: clock() }, (question) =>
        rollupPoints(analytics, question, ['observedMs', 'entrances'], ({ observedMs, entrances }) => ({
          visits: observedMs === 0 ? null : entrances,
        })),
      )
    },
  )
}
