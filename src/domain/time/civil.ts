import { DAY_MS, HOUR_MS } from './interval.ts'
import type { WallMs } from './moment.ts'

/** A day of the proleptic Gregorian calendar; `month` is 1…12, `day` 1…31. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days from 0000-03-01 to 1970-01-01: years counted from March have their leap day last. */
const DAYS_TO_EPOCH = 719_468
const DAYS_PER_400_YEARS = 146_097

/** The first moment of a date, `00:00:00`. The date has to exist. */
export function wallOfDate(year: number, month: number, day: number): WallMs {
  const marchYear = month <= 2 ? year - 1 : year
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  const days = 365 * marchYear + leapDays + daysBeforeMonth((month + 9) % 12) + day - 1
  return (days - DAYS_TO_EPOCH) * DAY_MS
}

/** The date that a wall clock shows. */
export function civilDateOf(wall: WallMs): CivilDate {
  const days = Math.floor(wall / DAY_MS) + DAYS_TO_EPOCH
  const cycle = Math.floor(days / DAYS_PER_400_YEARS)
  const dayOfCycle = days - cycle * DAYS_PER_400_YEARS
  // Taking the cycle's leap days out again leaves years of 365 days.
  const leapDays =
    Math.floor(dayOfCycle / 1_460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096)
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365)
  const dayOfYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const marchYear = cycle * 400 + yearOfCycle
  return {
    year: month <= 2 ? marchYear + 1 : marchYear,
    month,
    day: dayOfYear - daysBeforeMonth(monthFromMarch) + 1,
  }
}

/** Number of days in a month (1…12) of a year. */
export function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? wallOfDate(year + 1, 1, 1) : wallOfDate(year, month + 1, 1)
  return (next - wallOfDate(year, month, 1)) / DAY_MS
}

/** The weekday that a wall clock shows, 0 = Sunday … 6 = Saturday. */
export function weekdayOf(wall: WallMs): number {
  return modulo(Math.floor(wall / DAY_MS) + 4, 7)
}

/** The hour that a wall clock shows, 0…23. */
export function hourOf(wall: WallMs): number {
  return Math.floor((wall - startOfDay(wall)) / HOUR_MS)
}

/** The hour of the week that a wall clock shows, 0 = from Sunday midnight on … 167. */
export function hourOfWeek(wall: WallMs): number {
  return weekdayOf(wall) * 24 + hourOf(wall)
}

/** The full hour at or before. */
export function startOfHour(wall: WallMs): WallMs {
  return Math.floor(wall / HOUR_MS) * HOUR_MS
}

/** The midnight at or before. */
export function startOfDay(wall: WallMs): WallMs {
  return Math.floor(wall / DAY_MS) * DAY_MS
}

/** The midnight of the Monday at or before: ISO weeks begin on Monday. */
export function startOfWeek(wall: WallMs): WallMs {
  return startOfDay(wall) - modulo(weekdayOf(wall) - 1, 7) * DAY_MS
}

/** The midnight of the first of the month at or before. */
export function startOfMonth(wall: WallMs): WallMs {
  const { year, month } = civilDateOf(wall)
  return wallOfDate(year, month, 1)
}

/** The midnight of the first of January at or before. */
export function startOfYear(wall: WallMs): WallMs {
  return wallOfDate(civilDateOf(wall).year, 1, 1)
}

/** The same time of day, `days` calendar days later; earlier when negative. */
export function addCivilDays(wall: WallMs, days: number): WallMs {
  return wall + days * DAY_MS
}

/** The same day and time of day, `months` later; a day that the month lacks becomes its last one. */
export function addCivilMonths(wall: WallMs, months: number): WallMs {
  const date = civilDateOf(wall)
  const index = date.year * 12 + date.month - 1 + months
  const year = Math.floor(index / 12)
  const month = modulo(index, 12) + 1
  const day = Math.min(date.day, daysInMonth(year, month))
  return wallOfDate(year, month, day) + (wall - startOfDay(wall))
}

/** Days from the first of March to the first of the month that is `monthFromMarch` later. */
function daysBeforeMonth(monthFromMarch: number): number {
  return Math.floor((153 * monthFromMarch + 2) / 5)
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
