import { DAY_MS, type EpochMs } from '../../domain/time/interval.ts'
import type { WallMs } from '../../domain/time/moment.ts'
import { type Zone, zoneOf } from '../../domain/time/zone.ts'
import { type CalendarDay, dateOf, weekdayOf } from './calendar.ts'
import { isHoliday } from './holidays.ts'
import { type Season, seasonOf } from './season.ts'

/** One local calendar day of a time zone: what kind of day it is, and where on the line of time it lies. */
export interface LocalDay {
  readonly day: CalendarDay
  /** The instants of the day, `[start, end)`: 23 to 25 hours. */
  readonly start: EpochMs
  readonly end: EpochMs
  readonly weekday: number
  readonly dayOfMonth: number
  readonly holiday: boolean
  readonly season: Season
  /** The instant at which the day's wall clock is that many milliseconds past midnight. */
  readonly instantAt: (sinceMidnight: number) => EpochMs
}

/** The calendar day that an instant falls on in a zone. */
export function calendarDayAt(timeZone: string, at: EpochMs): CalendarDay {
  return Math.floor(zoneOf(timeZone).wallOf(at) / DAY_MS)
}

/** A calendar day as one zone lives it. */
export function localDay(timeZone: string, day: CalendarDay): LocalDay {
  const zone = zoneOf(timeZone)
  const midnight: WallMs = day * DAY_MS
  const start = zone.instantOf(midnight)
  const end = zone.instantOf(midnight + DAY_MS)
  return {
    day,
    start,
    end,
    weekday: weekdayOf(day),
    dayOfMonth: dateOf(day).day,
    holiday: isHoliday(timeZone, day),
    season: seasonOf(day),
    instantAt: clockOf(zone, midnight, start, end),
  }
}

function clockOf(zone: Zone, midnight: WallMs, start: EpochMs, end: EpochMs): LocalDay['instantAt'] {
  // Nearly every day has one offset; asking the zone for each event would cost more than the event.
  if (end - start === DAY_MS) return (sinceMidnight) => start + sinceMidnight
  return (sinceMidnight) => zone.instantOf(midnight + sinceMidnight)
}
