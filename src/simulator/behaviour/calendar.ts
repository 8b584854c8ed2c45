import * as civil from '../../domain/time/civil.ts'
import { DAY_MS } from '../../domain/time/interval.ts'

/** Whole days of a local calendar since 1970-01-01. */
export type CalendarDay = number

/** The year, month (1…12) and day of the month of a calendar day. */
export function dateOf(day: CalendarDay): civil.CivilDate {
  return civil.civilDateOf(day * DAY_MS)
}

/** The calendar day of a date. */
export function calendarDay(year: number, month: number, dayOfMonth: number): CalendarDay {
  return civil.wallOfDate(year, month, dayOfMonth) / DAY_MS
}

/** 0 = Sunday … 6. */
export function weekdayOf(day: CalendarDay): number {
  return civil.weekdayOf(day * DAY_MS)
}

/** The `nth` (1…5) of a weekday in a month. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): CalendarDay {
  const first = calendarDay(year, month, 1)
  return first + daysUntil(weekday, weekdayOf(first)) + (nth - 1) * 7
}

/** The last of a weekday in a month. */
export function lastWeekday(year: number, month: number, weekday: number): CalendarDay {
  const last = calendarDay(year, month, civil.daysInMonth(year, month))
  return last - daysUntil(weekdayOf(last), weekday)
}

function daysUntil(weekday: number, from: number): number {
  return (weekday - from + 7) % 7
}
