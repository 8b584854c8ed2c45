import { type CalendarDay, calendarDay, dateOf, lastWeekday, nthWeekday, weekdayOf } from './calendar.ts'

/** A rule that gives a public holiday for any year. */
type HolidayRule = (year: number) => readonly CalendarDay[]

const fixed =
  (month: number, dayOfMonth: number): HolidayRule =>
  (year) => [calendarDay(year, month, dayOfMonth)]

const nth =
  (month: number, weekday: number, which: number): HolidayRule =>
  (year) => [nthWeekday(year, month, weekday, which)]

const last =
  (month: number, weekday: number): HolidayRule =>
  (year) => [lastWeekday(year, month, weekday)]

/** A fixed date, and beside it the Friday or Monday on which it is kept when it falls on a weekend. */
const observed =
  (month: number, dayOfMonth: number): HolidayRule =>
  (year) => {
    const day = calendarDay(year, month, dayOfMonth)
    const weekday = weekdayOf(day)
    if (weekday === 6) return [day - 1, day]
    return weekday === 0 ? [day, day + 1] : [day]
  }

const thanksgiving: HolidayRule = (year) => {
  const thursday = nthWeekday(year, 11, 4, 4)
  return [thursday, thursday + 1]
}

const unitedStates: readonly HolidayRule[] = [
  observed(1, 1),
  nth(1, 1, 3),
  nth(2, 1, 3),
  last(5, 1),
  observed(6, 19),
  observed(7, 4),
  nth(9, 1, 1),
  thanksgiving,
  observed(12, 25),
]

const unitedKingdom: readonly HolidayRule[] = [
  observed(1, 1),
  nth(5, 1, 1),
  last(5, 1),
  last(8, 1),
  fixed(12, 25),
  fixed(12, 26),
]

const elsewhere: readonly HolidayRule[] = [fixed(1, 1), fixed(5, 1), fixed(12, 25), fixed(12, 26)]

const unitedStatesZones = new Set([
  'America/New_York',
  'America/Detroit',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
])

function rulesOf(timeZone: string): readonly HolidayRule[] {
  if (unitedStatesZones.has(timeZone)) return unitedStates
  return timeZone === 'Europe/London' ? unitedKingdom : elsewhere
}

/** Whether a day is a public holiday where the zone's clocks are kept, by the rules known for it. */
export function isHoliday(timeZone: string, day: CalendarDay): boolean {
  const { year } = dateOf(day)
  // A New Year's Day on a Saturday is kept in the year before.
  return rulesOf(timeZone).some((rule) => rule(year).includes(day) || rule(year + 1).includes(day))
}
