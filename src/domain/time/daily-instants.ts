import { addCivilDays, startOfDay } from './civil.ts'
import { type EpochMs, type Interval, MINUTE_MS } from './interval.ts'
import type { WallMs } from './moment.ts'
import type { Zone } from './zone.ts'

/**
 * The instants inside an interval at which a local time of day comes, once each local day, ascending. It comes
 * when the wall clock is first at or past the label: once when a clock change repeats it, at the change when one
 * skips it, and not at all on a day that the calendar skipped (density-v3.md §10). The interval has to be finite.
 */
export function dailyInstants(
  zone: Zone,
  minutesAfterMidnight: number,
  interval: Interval,
): readonly EpochMs[] {
  const instants: EpochMs[] = []
  // A label skipped at the end of a day comes as the next day begins.
  let day = addCivilDays(startOfDay(zone.wallOf(interval.start)), -1)
  for (;;) {
    const at = zone.instantOf(day + minutesAfterMidnight * MINUTE_MS)
    if (at >= interval.end) return instants
    if (at >= interval.start && dayExists(zone, day)) instants.push(at)
    day = addCivilDays(day, 1)
  }
}

/** The latest of the instants of {@link dailyInstants} at or before an instant. */
export function lastDailyInstantAtOrBefore(zone: Zone, minutesAfterMidnight: number, at: EpochMs): EpochMs {
  // Clocks that fall back over midnight show the day before again, after a label of the next day has come.
  let day = addCivilDays(startOfDay(zone.wallOf(at)), 1)
  for (;;) {
    const instant = zone.instantOf(day + minutesAfterMidnight * MINUTE_MS)
    if (instant <= at && dayExists(zone, day)) return instant
    day = addCivilDays(day, -1)
  }
}

function dayExists(zone: Zone, day: WallMs): boolean {
  return zone.instantOf(day) < zone.instantOf(addCivilDays(day, 1))
}
