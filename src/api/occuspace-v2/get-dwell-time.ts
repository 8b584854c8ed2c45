import { z } from 'zod'
import type { Analytics } from '../../analytics/occupancy-query.ts'
import { endOfFinishedDays } from '../../domain/occupancy/dwell-days.ts'
import { SECOND_MS } from '../../domain/time/interval.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import type { Operation } from '../operation.ts'
import { findLocation, locationPath } from './location-wire.ts'
import { answerMetric, metricShape, type PointQuestion, pointTime } from './metric-answer.ts'
import { dayIntervals, metricQuery } from './metric-query.ts'
import { twoDecimals } from './rollup-points.ts'

const point = z.object({
  timestamp: pointTime,
  average: z
    .number()
    .nullable()
    .describe('Mean length of the visits that began in the interval, in seconds.'),
  peak: z.number().nullable().describe('Longest visit that began in the interval, in seconds.'),
})

/** `GET /v2/locations/{id}/dwell_time`: how long people stayed (occuspace.md §3). */
export const getDwellTime: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.get(
    '/locations/:id/dwell_time',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getDwellTime',
        summary: 'How long people stayed',
        description: 'Visits of three minutes or less do not count. A day that has not ended has no point.',
        tags: ['Metrics'],
        params: locationPath,
        querystring: metricQuery(dayIntervals),
        response: { 200: metricShape('dwell_time', dayIntervals, point) },
      },
    },
    async ({ access, params, query }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = findLocation(portfolio, access, params.id)
      const zone = zoneOf(portfolio.timeZone(space.key))
      const now = clock()
      const finished = endOfFinishedDays(zone, space.dailyResetMinutes, now)
      return answerMetric('dwell_time', { portfolio, access, space, query, now: finished }, (question) =>
        dwellPoints(analytics, { ...question, now }),
      )
    },
  )
}

async function dwellPoints(analytics: Analytics, question: PointQuestion) {
  const { buckets, stays } = await analytics.dwell(question)
  return buckets.flatMap(({ start }, index) => {
    const stay = stays[index]
    return stay === undefined ? [] : [{ start, figures: figuresOf(stay) }]
  })
}

function figuresOf({
  count,
  totalMs,
  longestMs,
}: {
  count: number
  totalMs: number
  longestMs: number | null
}) {
  return {
    average: count === 0 ? null : twoDecimals(totalMs / count / SECOND_MS),
    peak: longestMs === null ? null : longestMs / SECOND_MS,
  }
}
