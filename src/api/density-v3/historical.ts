import type { FastifyReply } from 'fastify'
import type { SpaceAnswer } from '../../analytics/occupancy-query.ts'
import type { Access } from '../../domain/access/access.ts'
import { capacityHistory } from '../../domain/portfolio/capacity.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Bucket } from '../../domain/time/bucket.ts'
import { formatUtc } from '../../domain/time/iso-format.ts'
import type { Moment } from '../../domain/time/moment.ts'
import type { WeeklyHours } from '../../domain/time/weekly-hours.ts'
import { countRows, refuseTooManyRows } from '../answer-rows.ts'
import { clientGone } from '../client-gone.ts'
import { counts } from '../live/live-members.ts'
import { sendObject } from '../object-answer.ts'
import type { Services } from '../services.ts'
import { selectSpaces } from '../space-selection.ts'
import { zonesOf } from '../time-wire.ts'
import { columnsOf, type Datum, datumWriter, type MetricName } from './datum.ts'
import { type DensityResolution, metricRange } from './time-wire.ts'

/** Most rows of one answer: more than the documented limits let through, a day by the minute of 1,000 spaces. */
const MAX_ROWS = 1_500_000

/** A checked body of one of the historical metrics calls. */
export interface HistoricalRequest {
  readonly start_date: Moment
  readonly end_date: Moment
  readonly space_ids: readonly string[]
  readonly time_resolution: DensityResolution
  readonly operating_hours: WeeklyHours | null
}

type Needs = Pick<Services, 'analytics' | 'answers' | 'portfolios' | 'clock' | 'settings'>

/** Answers a historical metrics call: `{ <space id>: { <bucket key>: datum } }` (density-v3.md §3). */
export async function sendHistorical(
  { analytics, answers, portfolios, clock, settings }: Needs,
  access: Access,
  body: HistoricalRequest,
  metrics: ReadonlySet<MetricName>,
  reply: FastifyReply,
): Promise<void> {
  const portfolio = await portfolios.current(access.organization)
  const spaces = selectSpaces(portfolio, access, body.space_ids)
  const range = metricRange(body, body.time_resolution, settings.densityRanges, zonesOf(portfolio, spaces))
  const question = { range, resolution: body.time_resolution, hours: body.operating_hours, now: clock() }
  const counting = spaces.filter((space) => counts(portfolio, space))
  const rows = await countRows(portfolio, counting, question)
  refuseTooManyRows(rows, MAX_ROWS, 'fewer space_ids, a shorter range or a wider time_resolution')
  await answers.take(rows, reply)
  const answered = await analytics.occupancy({
    portfolio,
    spaces: counting,
    ...question,
    signal: clientGone(reply),
    columns: columnsOf(metrics),
    ...(metrics.has('utilization') ? { capacities: capacityHistory } : {}),
  })
  const entries = answered.map((answer) => ({
    key: answer.space.id,
    rows: answer.buckets.length,
    write: () => rowsOf(portfolio, answer, metrics),
  }))
  await sendObject(reply, entries)
}

function rowsOf(
  portfolio: Portfolio,
  answer: SpaceAnswer,
  metrics: ReadonlySet<MetricName>,
): Readonly<Record<string, Datum>> {
  const write = datumWriter(portfolio, answer, metrics)
  const rows: Record<string, Datum> = {}
  answer.buckets.forEach((bucket, index) => {
    const rollup = answer.rollups[index]
    if (rollup !== undefined)
      rows[keyOf(bucket)] = write(
        rollup,
        bucket.lengthMs,
        answer.expectedMs[index] ?? 0,
        answer.byCapacity?.[index] ?? [],
      )
  })
  return rows
}

/** A bucket's key: its start in UTC, or the number of the weekday or hour it pools (density-v3.md §2). */
function keyOf(bucket: Bucket): string {
  return bucket.pool === null ? formatUtc(bucket.start) : String(bucket.pool)
}
