import { z } from 'zod'
import { averageOccupancy } from '../../domain/occupancy/metrics.ts'
import { averagePercentOver, peakPercentOver } from '../../domain/occupancy/utilization.ts'
import { locationCapacityHistory } from '../../domain/portfolio/capacity.ts'
import type { Operation } from '../operation.ts'
import { findLocation, locationPath } from './location-wire.ts'
import { answerMetric, metricShape, pointTime } from './metric-answer.ts'
import { anyInterval, metricQuery } from './metric-query.ts'
import { rollupPoints, twoDecimals } from './rollup-points.ts'

const point = z.object({
  timestamp: pointTime,
  average: z.number().nullable().describe('People, weighted by time, to two decimals.'),
  peak: z
    .int()
    .nullable()
    .describe('People: the highest count at any instant; null when nothing was observed.'),
  average_percent: z
    .number()
    .nullable()
    .describe('Percent of capacity; may exceed 100. Null without capacity.'),
  peak_percent: z.number().nullable().describe('Percent of capacity; may exceed 100. Null without capacity.'),
})

/** `GET /v2/locations/{id}/occupancy`: how many people were there (occuspace.md §3). */
export const getOccupancy: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.get(
    '/locations/:id/occupancy',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getOccupancy',
        summary: 'How many people were there',
        tags: ['Metrics'],
        params: locationPath,
        querystring: metricQuery(anyInterval),
        response: { 200: metricShape('occupancy', anyInterval, point) },
      },
    },
    async ({ access, params, query }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = findLocation(portfolio, access, params.id)
      const capacities = locationCapacityHistory(portfolio, space)
      const columns = ['observedMs', 'personMs', 'peak'] as const
      return answerMetric('occupancy', { portfolio, access, space, query, now: clock() }, (question) =>
        rollupPoints(
          analytics,
          question,
          columns,
          (rollup, parts) => ({
            average: twoDecimals(averageOccupancy(rollup)),
            peak: rollup.peak,
            average_percent: averagePercentOver(parts),
            peak_percent: peakPercentOver(parts),
          }),
          capacities,
        ),
      )
    },
  )
}
