import { z } from 'zod'
import { averageOccupancy } from '../../domain/occupancy/metrics.ts'
import { mergeRollups } from '../../domain/occupancy/rollup.ts'
import { type Zone, zoneOf } from '../../domain/time/zone.ts'
import type { Operation } from '../operation.ts'
import { countsRange, intervalOf } from './counts-range.ts'
import { envelope, ok } from './envelope.ts'
import { findLocation, locationPath, locationSpellings } from './location-path.ts'
import { countPoint, type KnownOccupancy, readOccupancy } from './occupancy-series.ts'
import { renderTimes, seriesRange } from './series.ts'

const counts = z.object({
  counts: z.array(countPoint).describe('One a local hour; hours in which nothing was known are left out.'),
  maximum: countPoint.nullable().describe('The hour with the highest average; null without any hour.'),
  minimum: countPoint.nullable().describe('The hour with the lowest average; null without any hour.'),
  average: z.int().nullable().describe('People on average, weighted by time; null without any hour.'),
})

/** `GET /v1/location/{id}/counts`: how many people were there by the hour; also with `locations` (occuspace.md §4). */
export const getCounts: Operation<'analytics' | 'answers' | 'portfolios' | 'clock'> = async (
  app,
  services,
) => {
  const { portfolios, clock } = services
  for (const { segment, word } of locationSpellings) {
    app.get(
      `/${segment}/:id/counts`,
      {
        config: { scope: 'read' },
        schema: {
          operationId: `get${word}Counts`,
          summary: 'How many people were there, by the hour',
          tags: ['Counts'],
          params: locationPath,
          querystring: countsRange,
          response: { 200: envelope(counts) },
        },
      },
      async ({ access, params: { id }, query }, reply) => {
        const portfolio = await portfolios.current(access.organization)
        const space = findLocation(portfolio, access, id)
        const zone = zoneOf(portfolio.timeZone(space.key))
        const interval = intervalOf(query, zone)
        const question = { portfolio, space, interval, resolution: 'hour', now: clock() } as const
        const range = await seriesRange(services, question, reply)
        const hours = range === null ? [] : await readOccupancy(services, { ...question, range }, reply)
        return ok(render(hours, zone))
      },
    )
  }
}

function render(hours: readonly KnownOccupancy[], zone: Zone): z.infer<typeof counts> {
  const highest = hours.reduce<KnownOccupancy | null>(
    (best, hour) => (best !== null && best.average >= hour.average ? best : hour),
    null,
  )
  const lowest = hours.reduce<KnownOccupancy | null>(
    (best, hour) => (best !== null && best.average <= hour.average ? best : hour),
    null,
  )
  const [first, ...others] = hours.map(({ rollup }) => rollup)
  const average = first === undefined ? null : averageOccupancy(others.reduce(mergeRollups, first))
  return {
    counts: hours.map((hour) => renderHour(hour, zone)),
    maximum: highest === null ? null : renderHour(highest, zone),
    minimum: lowest === null ? null : renderHour(lowest, zone),
    average: average === null ? null : Math.round(average),
  }
}

function renderHour({ start, figures }: KnownOccupancy, zone: Zone): z.infer<typeof countPoint> {
  return { ...figures, ...renderTimes(start, zone) }
}
