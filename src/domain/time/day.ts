import { DAY_MS, type EpochMs, type Interval, SLOTS_PER_DAY } from './interval.ts'

/** A UTC day: whole days since 1970-01-01. Readings and rollup blocks are kept by it. */
export type Day = number

/** A half-open span of UTC days, `[from, until)`; `until` may be `Infinity`. */
export interface DayRange {
  readonly from: Day
  readonly until: Day
}

/** The UTC day that an instant belongs to. */
export function dayOf(at: EpochMs): Day {
  return Math.floor(at / DAY_MS)
}

/** The instant a UTC day begins. */
export function dayStart(day: Day): EpochMs {
  return day * DAY_MS
}

/** The interval of time that a span of whole UTC days covers. */
export function intervalOfDays(days: DayRange): Interval {
  return { start: days.from * DAY_MS, end: days.until * DAY_MS }
}

/** The smallest span of whole UTC days that covers an interval. */
export function daysCovering(interval: Interval): DayRange {
  return { from: dayOf(interval.start), until: Math.ceil(interval.end / DAY_MS) }
}

/** The first 15-minute slot of a UTC day, counted from 1970-01-01T00:00Z. */
export function firstSlotOf(day: Day): number {
  return day * SLOTS_PER_DAY
}
