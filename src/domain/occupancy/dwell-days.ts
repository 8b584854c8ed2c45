import { startOfDay } from '../time/civil.ts'
import { dailyInstants, lastDailyInstantAtOrBefore } from '../time/daily-instants.ts'
import { DAY_MS, type EpochMs, type Interval } from '../time/interval.ts'
import type { Zone } from '../time/zone.ts'

/**
 * The dwell days, from daily reset to daily reset, that meet an interval (occuspace.md §6). `resetMinutes` counts
 * from local midnight.
 */
export function dwellDays(zone: Zone, resetMinutes: number, { start, end }: Interval): readonly Interval[] {
  const from = lastDailyInstantAtOrBefore(zone, resetMinutes, start)
  // A dwell day lasts at most 25 hours, or 49 where a zone skips a whole day.
  const resets = dailyInstants(zone, resetMinutes, { start: from, end: end + 3 * DAY_MS })
  return resets.flatMap((reset, index) => {
    const next = resets[index + 1]
    return next === undefined || reset >= end ? [] : [{ start: reset, end: next }]
  })
}

/** The last local midnight at `now` by which every dwell day that began before it has ended. */
export function endOfFinishedDays(zone: Zone, resetMinutes: number, now: EpochMs): EpochMs {
  const lastReset = lastDailyInstantAtOrBefore(zone, resetMinutes, now)
  return zone.instantOf(startOfDay(zone.wallOf(lastReset)))
}
