import { z } from 'zod'
import { availabilityPercent } from '../../domain/occupancy/metrics.ts'
import type { Operation } from '../operation.ts'
import { findLocation, locationPath } from './location-wire.ts'
import { answerMetric, metricShape, pointTime } from './metric-answer.ts'
import { anyInterval, metricQuery } from './metric-query.ts'
import { rollupPoints } from './rollup-points.ts'

const point = z.object({
  timestamp: pointTime,
  percent: z
    .number()
    .min(0)
    .max(100)
    .nullable()
    .describe('Share of the observed time with nobody there. Null when nothing was observed.'),
})

/** `GET /v2/locations/{id}/availability`: how much of the time nobody was there (occuspace.md §3). */
export const getAvailability: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.get(
    '/locations/:id/availability',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getAvailability',
        summary: 'How much of the time nobody was there',
        tags: ['Metrics'],
        params: locationPath,
        querystring: metricQuery(anyInterval),
        response: { 200: metricShape('availability', anyInterval, point) },
      },
    },
    async ({ access, params, query }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = findLocation(portfolio, access, params.id)
      return answerMetric('availability', { portfolio, access, space, query, now: clock() }, (question) =>
        rollupPoints(analytics, question, ['observedMs', 'occupiedMs'], (rollup) => ({
          percent: availabilityPercent(rollup),
        })),
      )
    },
  )
}
