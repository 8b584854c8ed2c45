import type { z } from 'zod'
import type { SpaceAnswer } from '../../analytics/occupancy-query.ts'
import { averageOccupancy, timeUsedShare, upTime } from '../../domain/occupancy/metrics.ts'
import { averageUtilizationOver, peakUtilizationOver } from '../../domain/occupancy/utilization.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { formatUtc } from '../../domain/time/iso-format.ts'
import { cappedCountLimit } from '../ceiling.ts'
import type { MetricsColumn } from './metrics-columns.ts'
import type { metricsRow } from './metrics-wire.ts'

type Row = z.infer<typeof metricsRow>

/** The rows of one space, each made when its turn comes; with all columns for `null`. */
export function metricsRows(
  portfolio: Portfolio,
  answer: SpaceAnswer,
  columns: readonly MetricsColumn[] | null,
): Iterable<Row> {
  const rows = wholeRows(portfolio, answer)
  return columns === null ? rows : chosenOf(rows, columns)
}

function* chosenOf(rows: Iterable<Row>, columns: readonly MetricsColumn[]): Generator<Row> {
  for (const row of rows) {
    const chosen: Record<string, unknown> & { key: string } = { key: row.key }
    for (const column of columns) chosen[column] = row[column]
    yield chosen
  }
}

function* wholeRows(portfolio: Portfolio, answer: SpaceAnswer): Generator<Row> {
  const { space, buckets, rollups, expectedMs, byCapacity } = answer
  const hasDoorways = portfolio.doorwaysOf(space.key).length > 0
  const limit = cappedCountLimit(portfolio, space)
  for (const [index, bucket] of buckets.entries()) {
    const rollup = rollups[index]
    if (rollup === undefined) continue
    const { pool, lengthMs } = bucket
    const parts = byCapacity?.[index] ?? []
    const isObserved = rollup.observedMs > 0
    const start = pool === null ? formatUtc(bucket.start) : null
    // One literal, because spreading into a row costs more than all the rest of it.
    yield {
      key: start ?? String(pool),
      start,
      end: pool === null ? formatUtc(bucket.end) : null,
      length_ms: lengthMs,
      observed_ms: rollup.observedMs,
      occupancy_avg: averageOccupancy(rollup),
      occupancy_max: rollup.peak,
      occupancy_min: rollup.low,
      time_used_ms: rollup.occupiedMs,
      time_used_percentage: isObserved ? timeUsedShare(rollup, lengthMs) : null,
      entrances: crossings(isObserved, hasDoorways, rollup.entrances),
      exits: crossings(isObserved, hasDoorways, rollup.exits),
      utilization_avg: averageUtilizationOver(parts),
      utilization_max: peakUtilizationOver(parts),
      is_capped: rollup.capped,
      capped_count_limit: limit,
      up_time: upTime(rollup, expectedMs[index] ?? 0),
    }
  }
}

/** Left out without doorways; of time in which nothing was known nobody knows who came and went. */
function crossings(isObserved: boolean, hasDoorways: boolean, people: number): number | null | undefined {
  if (!hasDoorways) return undefined
  return isObserved || people > 0 ? people : null
}
