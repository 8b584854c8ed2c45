import type { SpaceAnswer } from '../../analytics/occupancy-query.ts'
import { invalid } from '../../domain/errors.ts'
import { slotColumnNames } from '../../domain/occupancy/slots.ts'
import { capacityHistory } from '../../domain/portfolio/capacity.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import { countBucketsInSteps } from '../../domain/time/bucket-count.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { MomentRange } from '../../domain/time/moment.ts'
import { resolveRange } from '../../domain/time/moment-range.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { Pacing } from '../../history/pacing.ts'
import { EARLIEST_INSTANT } from '../../ingest/instant.ts'
import { counts } from '../live/live-members.ts'
import { listText, objectText, sendJson, valueText } from '../object-answer.ts'
import type { Operation } from '../operation.ts'
import { selectNamed, selectSpaces } from '../space-selection.ts'
import { rangeOf, zonesOf } from '../time-wire.ts'
import { metricsRows } from './metrics-rows.ts'
import { type MetricsRequest, metricsAnswer, metricsBody } from './metrics-wire.ts'

/** Most rows of one answer. */
const MOST_ROWS = 200_000

/** `POST /api/metrics`: every figure of any spaces, over any range, at any resolution. */
export const postMetrics: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.post(
    '/metrics',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postMetrics',
        summary: 'Every figure of some spaces at any resolution',
        description: `Ranges may be of any length; an answer has at most ${MOST_ROWS.toLocaleString('en')} rows.`,
        tags: ['Analytics'],
        body: metricsBody,
        response: { 200: metricsAnswer },
      },
    },
    async ({ access, body }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      const select = body.flatten ? selectSpaces : selectNamed
      const spaces = select(portfolio, access, body.space_ids)
      if (body.start_date.at < EARLIEST_INSTANT)
        throw invalid('range_too_early', 'start_date must not be before 1970: no reading is.')
      const range = rangeOf(body, Number.POSITIVE_INFINITY, zonesOf(portfolio, spaces))
      const counting = spaces.filter((space) => counts(portfolio, space))
      const now = clock()
      const rows = await countRows(portfolio, counting, body, range, now)
      if (rows > MOST_ROWS) throw tooMany(rows)
      const answers = await analytics.occupancy({
        portfolio,
        spaces: counting,
        range,
        resolution: body.time_resolution,
        hours: body.operating_hours,
        now,
        columns: slotColumnNames,
        capacities: capacityHistory,
      })
      await sendJson(reply, rows, objectText([['spaces', objectText(members(portfolio, answers))]]))
    },
  )
}

/** How many rows an answer would have. Spaces in one zone have the same buckets. */
async function countRows(
  portfolio: Portfolio,
  spaces: readonly Space[],
  { time_resolution: resolution, operating_hours: hours }: MetricsRequest,
  range: MomentRange,
  now: EpochMs,
): Promise<number> {
  const pacing = new Pacing()
  const ofZone = new Map<string, number>()
  for (const space of spaces) {
    const name = portfolio.timeZone(space.key)
    ofZone.set(name, (ofZone.get(name) ?? 0) + 1)
  }
  let rows = 0
  for (const [name, inZone] of ofZone) {
    const zone = zoneOf(name)
    const interval = resolveRange(range, zone)
    rows += inZone * (await pacing.through(countBucketsInSteps({ zone, interval, resolution, hours, now })))
  }
  return rows
}

function tooMany(rows: number): Error {
  const [asked, most] = [rows.toLocaleString('en'), MOST_ROWS.toLocaleString('en')]
  return invalid(
    'too_many_rows',
    `That would be ${asked} rows, and an answer has at most ${most}: ask for fewer spaces, a shorter range or a wider time_resolution.`,
  )
}

function* members(
  portfolio: Portfolio,
  answers: readonly SpaceAnswer[],
): Generator<readonly [string, Iterable<string>]> {
  for (const answer of answers) {
    const { space } = answer
    const parts = objectText([
      ['time_zone', valueText(() => portfolio.timeZone(space.key))],
      ['capacity', valueText(() => space.capacity)],
      ['rows', listText(metricsRows(portfolio, answer))],
    ])
    yield [space.id, parts]
  }
}
