import type { Bucket } from '../time/bucket.ts'
import { startOfDay } from '../time/civil.ts'
import { type EpochMs, SLOT_MS } from '../time/interval.ts'
import type { WallMs } from '../time/moment.ts'
import type { Zone } from '../time/zone.ts'
import { averageOccupancy } from './metrics.ts'
import { percentile } from './percentile.ts'
import { mergeRollups, type Rollup } from './rollup.ts'

/** What happened in a quarter of an hour. */
export interface PastQuarter {
  readonly bucket: Bucket
  readonly rollup: Rollup
}

/** What is usual at a quarter of an hour: percentiles of the averages of some days; `null` without any days. */
export interface TypicalQuarter {
  readonly start: EpochMs
  /** How many days were observed at that time of day. */
  readonly days: number
  readonly median: number | null
  readonly p10: number | null
  readonly p90: number | null
}

/**
 * What is usual in each quarter of an hour of a day, by what happened in the same quarter of the wall clock on other
 * days. A quarter that clocks repeated on one of those counts as one, averaged over both times; one that they skipped,
 * or in which nothing was observed, leaves that day out.
 */
export function typicalDay(
  zone: Zone,
  quarters: readonly Bucket[],
  past: readonly PastQuarter[],
): readonly TypicalQuarter[] {
  const averages = averagesByTime(zone, past)
  return quarters.map(({ start }) => {
    const ascending = averages.get(timeOfDay(quarterAt(zone, start))) ?? []
    return {
      start,
      days: ascending.length,
      median: percentile(ascending, 0.5),
      p10: percentile(ascending, 0.1),
      p90: percentile(ascending, 0.9),
    }
  })
}

/** The averages of the days that were observed, ascending, by the time of day at which the quarter begins. */
function averagesByTime(zone: Zone, past: readonly PastQuarter[]): ReadonlyMap<number, readonly number[]> {
  const rollups = new Map<WallMs, Rollup>()
  for (const { bucket, rollup } of past) {
    const quarter = quarterAt(zone, bucket.start)
    const other = rollups.get(quarter)
    rollups.set(quarter, other === undefined ? rollup : mergeRollups(other, rollup))
  }
  const averages = new Map<number, number[]>()
  for (const [quarter, rollup] of rollups) {
    const average = averageOccupancy(rollup)
    if (average === null) continue
    const time = timeOfDay(quarter)
    averages.set(time, [...(averages.get(time) ?? []), average])
  }
  for (const found of averages.values()) found.sort((a, b) => a - b)
  return averages
}

/** Where the quarter of an hour that an instant is in begins on the wall clock. */
function quarterAt(zone: Zone, at: EpochMs): WallMs {
  return Math.floor(zone.wallOf(at) / SLOT_MS) * SLOT_MS
}

function timeOfDay(wall: WallMs): number {
  return wall - startOfDay(wall)
}
