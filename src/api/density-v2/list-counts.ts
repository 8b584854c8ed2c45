import { z } from 'zod'
import { hullOf } from '../../analytics/history-parts.ts'
import type { Analytics } from '../../analytics/occupancy-query.ts'
import { invalid } from '../../domain/errors.ts'
import type { CountStep } from '../../domain/occupancy/count-steps.ts'
import { capacityHistory } from '../../domain/portfolio/capacity.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { Bucket } from '../../domain/time/bucket.ts'
import { type BucketRequest, cutBucketsInSteps } from '../../domain/time/buckets.ts'
import { DAY_MS, type EpochMs, HOUR_MS, lengthMs, MINUTE_MS } from '../../domain/time/interval.ts'
import type { Moment } from '../../domain/time/moment.ts'
import { isReversed, resolveRange } from '../../domain/time/moment-range.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { Pacing } from '../../history/pacing.ts'
import { refuseTooManyRows } from '../answer-rows.ts'
import { clientGone } from '../client-gone.ts'
import type { Operation } from '../operation.ts'
import { moment } from '../time-wire.ts'
import { requireSpace } from '../visible-set-up.ts'
import { countRow, countRows } from './count-rows.ts'
import { type AskedPage, linksOf, pageQuery, pageShape, rowsOfPage } from './page-wire.ts'

/** Intervals by their names on the wire, each with the shortest that it can be. */
const intervals = {
  '1m': { resolution: 'minute', leastMs: MINUTE_MS },
  '5m': { resolution: '5minute', leastMs: 5 * MINUTE_MS },
  '10m': { resolution: '10minute', leastMs: 10 * MINUTE_MS },
  '15m': { resolution: '15minute', leastMs: 15 * MINUTE_MS },
  '1h': { resolution: 'hour', leastMs: HOUR_MS },
  '1d': { resolution: 'day', leastMs: DAY_MS },
  '1w': { resolution: 'week', leastMs: 7 * DAY_MS },
} as const
const names = Object.keys(intervals) as readonly (keyof typeof intervals)[]

/** Most rows of all pages of one question: 69 days by the minute, 11 years by the hour. */
const MAX_ROWS = 100_000

const query = z.object({
  start_time: moment,
  end_time: moment.optional().describe('Exclusive; now when left out.'),
  interval: z
    .enum(names, { error: `must be one of ${names.join(', ')}` })
    .default('1h')
    .meta({ default: '1h' }),
  order: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['asc', 'desc'], { error: 'must be asc or desc' }))
    .default('asc')
    .meta({ default: 'asc', description: '`asc` or `desc`, by time.' }),
  ...pageQuery,
})

/** `GET /v2/spaces/{id}/counts`: how many people were in a space, interval by interval (density-v3.md §12). */
export const listCounts: Operation<'analytics' | 'answers' | 'portfolios' | 'clock' | 'settings'> = async (
  app,
  services,
) => {
  const { analytics, answers, portfolios, clock, settings } = services
  app.get(
    '/spaces/:id/counts',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'listCounts',
        summary: 'How many people were in a space, interval by interval',
        description:
          'Intervals are those of the local clock, cut at both ends of the range and at now; those to come are left out.',
        tags: ['Counts'],
        params: z.object({ id: z.string() }),
        querystring: query,
        response: { 200: pageShape(countRow) },
      },
    },
    async (request, reply) => {
      const { access, params, query: asked } = request
      const portfolio = await portfolios.current(access.organization)
      const space = requireSpace(portfolio, access, params.id)
      const question = questionOf(portfolio, space, asked, clock())
      const all = await new Pacing().through(cutBucketsInSteps(question))
      const buckets = bucketsOfPage(all, asked)
      await answers.take(buckets.length, reply)
      const rows = await rowsDuring(analytics, question, buckets, clientGone(reply))
      return {
        ...linksOf(request, settings.publicUrl, asked, all.length),
        results: asked.order === 'desc' ? rows.toReversed() : rows,
      }
    },
  )
}

interface Question extends BucketRequest {
  readonly portfolio: Portfolio
  readonly space: Space
  readonly now: EpochMs
}

function questionOf(
  portfolio: Portfolio,
  space: Space,
  { start_time: start, end_time, interval: name }: z.infer<typeof query>,
  now: EpochMs,
): Question {
  const zoneName = portfolio.timeZone(space.key)
  const zone = zoneOf(zoneName)
  const end: Moment = end_time ?? { kind: 'instant', at: now }
  if (end_time !== undefined && isReversed(start, end_time, zone)) {
    throw invalid('range_reversed', 'end_time must not be before start_time.')
  }
  const { resolution, leastMs } = intervals[name]
  const interval = resolveRange({ start, end }, zone)
  const rows = Math.floor(lengthMs(interval) / leastMs)
  refuseTooManyRows(rows, MAX_ROWS, 'a shorter range or a wider interval')
  return { portfolio, space, zone, interval, resolution, hours: null, now }
}

/** The buckets of a page, ascending whatever the order; the first page of a descending list has the last ones. */
function bucketsOfPage(
  all: readonly Bucket[],
  { order, page, page_size }: AskedPage & { readonly order: 'asc' | 'desc' },
): readonly Bucket[] {
  if (order === 'asc') return rowsOfPage(all, { page, page_size })
  return rowsOfPage(all.toReversed(), { page, page_size }).toReversed()
}

async function rowsDuring(
  analytics: Analytics,
  { portfolio, space, resolution, now }: Question,
  buckets: readonly Bucket[],
  signal: AbortSignal,
): Promise<z.infer<typeof countRow>[]> {
  if (buckets.length === 0) return []
  const { start, end } = hullOf(buckets)
  const [answer] = await analytics.occupancy({
    portfolio,
    spaces: [space],
    range: { start: { kind: 'instant', at: start }, end: { kind: 'instant', at: end } },
    resolution,
    hours: null,
    now,
    signal,
    columns: ['observedMs', 'personMs', 'peak', 'low', 'entrances', 'exits'],
    capacities: capacityHistory,
  })
  if (answer === undefined) return []
  const steps = await stepsAtStarts(analytics, { portfolio, space, now }, buckets, signal)
  return countRows(answer, steps, portfolio.doorwaysOf(space.key).length > 0)
}

/**
 * What the counts were at the start of each bucket. Buckets of a day and more are looked at one by one: all that
 * happened between them, over years, is more than memory should hold.
 */
async function stepsAtStarts(
  analytics: Analytics,
  { portfolio, space, now }: Pick<Question, 'portfolio' | 'space' | 'now'>,
  buckets: readonly Bucket[],
  signal: AbortSignal,
): Promise<readonly CountStep[]> {
  const { start, end } = hullOf(buckets)
  if ((end - start) / buckets.length < DAY_MS / 2) {
    return analytics.segments({ portfolio, space, interval: { start, end }, now })
  }
  const steps: CountStep[] = []
  for (const bucket of buckets) {
    signal.throwIfAborted()
    const instant = { start: bucket.start, end: bucket.start + 1 }
    steps.push(...(await analytics.segments({ portfolio, space, interval: instant, now })))
  }
  return steps
}
