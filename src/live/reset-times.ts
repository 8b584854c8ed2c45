import { dailyInstants, lastDailyInstantAtOrBefore } from '../domain/time/daily-instants.ts'
import { DAY_MS, type EpochMs } from '../domain/time/interval.ts'
import { zoneOf } from '../domain/time/zone.ts'

/** The daily reset in force, and the one after it. */
export interface ResetStretch {
  readonly since: EpochMs
  readonly next: EpochMs
}

/** Longest time between two daily resets, with room: some calendars have skipped a day. */
const SEARCH_MS = 4 * DAY_MS

/** When counts return to 0, remembered by zone and time of day: thousands of spaces share a few. */
export class ResetTimes {
  readonly #known = new Map<string, ResetStretch>()

  /** The stretch between two daily resets that an instant lies in, its start included. */
  around(timeZone: string, dailyResetMinutes: number, at: EpochMs): ResetStretch {
    const name = `${timeZone} ${dailyResetMinutes}`
    const known = this.#known.get(name)
    if (known !== undefined && known.since <= at && at < known.next) return known
    const zone = zoneOf(timeZone)
    const coming = dailyInstants(zone, dailyResetMinutes, { start: at + 1, end: at + SEARCH_MS })
    const stretch = {
      since: lastDailyInstantAtOrBefore(zone, dailyResetMinutes, at),
      next: coming[0] ?? at + SEARCH_MS,
    }
    this.#known.set(name, stretch)
    return stretch
  }
}
