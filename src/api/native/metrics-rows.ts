import type { z } from 'zod'
import type { SpaceAnswer } from '../../analytics/occupancy-query.ts'
import { averageOccupancy, timeUsedShare, upTime } from '../../domain/occupancy/metrics.ts'
import type { Rollup } from '../../domain/occupancy/rollup.ts'
import {
  averageUtilizationOver,
  type CapacityPart,
  peakUtilizationOver,
} from '../../domain/occupancy/utilization.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Bucket } from '../../domain/time/bucket.ts'
import { formatUtc } from '../../domain/time/iso-format.ts'
import { cappedCountLimit } from '../ceiling.ts'
import type { metricsRow } from './metrics-wire.ts'

type Row = z.infer<typeof metricsRow>

/** The rows of one space, each made when its turn comes. */
export function* metricsRows(portfolio: Portfolio, answer: SpaceAnswer): Generator<Row> {
  const { space, buckets, rollups, expectedMs, byCapacity } = answer
  const hasDoorways = portfolio.doorwaysOf(space.key).length > 0
  const limit = cappedCountLimit(portfolio, space)
  for (const [index, bucket] of buckets.entries()) {
    const rollup = rollups[index]
    if (rollup === undefined) continue
    yield {
      ...timeOf(bucket),
      ...peopleIn(rollup, bucket.lengthMs),
      ...(hasDoorways ? { entrances: rollup.entrances, exits: rollup.exits } : {}),
      ...utilizationIn(byCapacity?.[index] ?? []),
      is_capped: rollup.capped,
      capped_count_limit: limit,
      up_time: upTime(rollup, expectedMs[index] ?? 0),
    }
  }
}

function timeOf({ start, end, pool, lengthMs }: Bucket) {
  if (pool !== null) return { key: String(pool), start: null, end: null, length_ms: lengthMs }
  const text = formatUtc(start)
  return { key: text, start: text, end: formatUtc(end), length_ms: lengthMs }
}

function peopleIn(rollup: Rollup, lengthMs: number) {
  return {
    observed_ms: rollup.observedMs,
    occupancy_avg: averageOccupancy(rollup),
    occupancy_max: rollup.peak,
    occupancy_min: rollup.low,
    time_used_ms: rollup.occupiedMs,
    time_used_percentage: timeUsedShare(rollup, lengthMs),
  }
}

function utilizationIn(parts: readonly CapacityPart[]) {
  return {
    utilization_avg: averageUtilizationOver(parts),
    utilization_max: peakUtilizationOver(parts),
  }
}
