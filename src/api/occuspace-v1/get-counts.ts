import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { averageOccupancy } from '../../domain/occupancy/metrics.ts'
import { mergeRollups, type Rollup } from '../../domain/occupancy/rollup.ts'
import { averagePercentOver } from '../../domain/occupancy/utilization.ts'
import { locationCapacityHistory } from '../../domain/portfolio/capacity.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import { DAY_MS, type EpochMs, type Interval } from '../../domain/time/interval.ts'
import { formatWallDate, formatWallTime } from '../../domain/time/iso-format.ts'
import { type Zone, zoneOf } from '../../domain/time/zone.ts'
import { countRows, refuseTooManyRows } from '../answer-rows.ts'
import { clientGone } from '../client-gone.ts'
import type { Operation } from '../operation.ts'
import type { Services } from '../services.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'
import { countsRange, intervalOf } from './counts-range.ts'
import { envelope, ok } from './envelope.ts'
import { findLocation, locationPath, locationSpellings } from './location-path.ts'

const count = z
  .object({
    count: z.int().min(0).describe('People on average while the count was known, to the nearest whole.'),
    percentage: z.number().min(0).max(1).nullable().describe('Share of the capacity; null without one.'),
    timestamp: instantText.describe('Start of the hour.'),
    normalizedDate: z.string().meta({ description: 'Its local date.', example: '2024-05-14' }),
    normalizedTime: z.string().meta({ description: 'Its local time.', example: '09:00:00' }),
  })
  .register(components, { id: 'Count' })

const counts = z.object({
  counts: z.array(count).describe('One a local hour; hours in which nothing was known are left out.'),
  maximum: count.nullable().describe('The hour with the highest average; null without any hour.'),
  minimum: count.nullable().describe('The hour with the lowest average; null without any hour.'),
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
        const question = { portfolio, space, interval, now: clock() }
        return ok(render(await readHours(services, question, reply), zone))
      },
    )
  }
}

/** Most hours of one answer: more than eleven years. */
const MAX_HOURS = 100_000

/** An hour in which something was known. */
interface Hour {
  readonly start: EpochMs
  readonly average: number
  readonly percent: number | null
  readonly rollup: Rollup
}

interface HoursQuestion {
  readonly portfolio: Portfolio
  readonly space: Space
  readonly interval: Interval
  readonly now: EpochMs
}

async function readHours(
  { analytics, answers }: Pick<Services, 'analytics' | 'answers'>,
  { portfolio, space, interval, now }: HoursQuestion,
  reply: FastifyReply,
): Promise<readonly Hour[]> {
  const first = (await analytics.firstReadings(portfolio, [space])).get(space.key)
  if (first === undefined) return []
  // Nothing was known before the first reading, so a range of centuries costs no more than its data.
  const start = Math.max(interval.start, first - DAY_MS)
  if (start >= interval.end) return []
  const capacities = locationCapacityHistory(portfolio, space)
  const range = {
    start: { kind: 'instant', at: start },
    end: { kind: 'instant', at: interval.end },
  } as const
  const question = { range, resolution: 'hour', hours: null, now } as const
  const rows = await countRows(portfolio, [space], question)
  refuseTooManyRows(rows, MAX_HOURS, 'a shorter range')
  await answers.take(rows, reply)
  const answered = await analytics.occupancy({
    portfolio,
    spaces: [space],
    ...question,
    signal: clientGone(reply),
    columns: ['observedMs', 'personMs'],
    capacities: () => capacities,
  })
  return answered.flatMap(({ buckets, rollups, byCapacity }) =>
    buckets.flatMap((bucket, index): Hour[] => {
      const rollup = rollups[index]
      const average = rollup === undefined ? null : averageOccupancy(rollup)
      if (rollup === undefined || average === null) return []
      const percent = averagePercentOver(byCapacity?.[index] ?? [])
      return [{ start: bucket.start, average, percent, rollup }]
    }),
  )
}

function render(hours: readonly Hour[], zone: Zone): z.infer<typeof counts> {
  const highest = hours.reduce<Hour | null>(
    (best, hour) => (best !== null && best.average >= hour.average ? best : hour),
    null,
  )
  const lowest = hours.reduce<Hour | null>(
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

function renderHour({ start, average, percent }: Hour, zone: Zone): z.infer<typeof count> {
  const wall = zone.wallOf(start)
  return {
    count: Math.round(average),
    percentage: percent === null ? null : Math.min(1, percent / 100),
    timestamp: formatInstant(start),
    normalizedDate: formatWallDate(wall),
    normalizedTime: formatWallTime(wall),
  }
}
