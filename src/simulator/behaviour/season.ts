import { type CalendarDay, calendarDay, dateOf, lastWeekday, nthWeekday } from './calendar.ts'

/** Parts of an academic year: teaching, the breaks between, and the summer. */
export type Season = 'term' | 'break' | 'summer'

/** The part of the academic year that a day belongs to: two terms, cut at the week they are cut at by custom. */
export function seasonOf(day: CalendarDay): Season {
  const { year } = dateOf(day)
  const springBreak = nthWeekday(year, 3, 1, 2)
  if (day >= springBreak && day < springBreak + 5) return 'break'
  if (day < nthWeekday(year, 1, 1, 2)) return 'break'
  if (day < nthWeekday(year, 5, 1, 3)) return 'term'
  if (day < lastWeekday(year, 8, 1)) return 'summer'
  return day < calendarDay(year, 12, 18) ? 'term' : 'break'
}
