import { averageOccupancy } from '../occupancy/metrics.ts'
import { mergeRollups, type Rollup } from '../occupancy/rollup.ts'
import type { Bucket } from '../time/bucket.ts'
import { startOfHour } from '../time/civil.ts'
import type { WallMs } from '../time/moment.ts'
import type { Zone } from '../time/zone.ts'

/** What happened in an hour. */
export interface PastHour {
  readonly bucket: Bucket
  readonly rollup: Rollup
}

/** Average occupancy by the hour of the wall clock, which its beginning stands for. Unknown hours are left out. */
export type HourlyAverages = ReadonlyMap<WallMs, number>

/** The averages of some hours; an hour that clocks repeated is one, over both times. */
export function hourlyAverages(zone: Zone, past: readonly PastHour[]): HourlyAverages {
  const rollups = new Map<WallMs, Rollup>()
  for (const { bucket, rollup } of past) {
    const hour = startOfHour(zone.wallOf(bucket.start))
    const other = rollups.get(hour)
    rollups.set(hour, other === undefined ? rollup : mergeRollups(other, rollup))
  }
  const averages = new Map<WallMs, number>()
  for (const [hour, rollup] of rollups) {
    const average = averageOccupancy(rollup)
    if (average !== null) averages.set(hour, average)
  }
  return averages
}
