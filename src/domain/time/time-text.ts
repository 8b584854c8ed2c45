import { daysInMonth, wallOfDate } from './civil.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './interval.ts'
import type { Moment } from './moment.ts'
import { parseUtcText } from './utc-text.ts'

/** Year first: `2022-11-06 01:05`, `2022/11/6T1:05:00.250-07:00`. */
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?$/
/** Year last: `1/31/2019 12:00:00 AM`, `31.01.2019 13:00`. */
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ]+(.+))?$/
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)? ?([AaPp][Mm])? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/
const EPOCH = /^-?\d{9,}(?:\.\d+)?$/
/** Numbers from here on are milliseconds, below they are seconds: 5138 in seconds, 1973 in milliseconds. */
const LEAST_MS = 100_000_000_000

/**
 * The moment that a text in a file names: ISO 8601 and its relatives, `M/D/YYYY h:mm AM` (`D/M/YYYY` when
 * `dayFirst`, and where dots separate), or seconds or milliseconds since the epoch. A date alone is its midnight.
 * Without `Z` or an offset it is a wall clock. `null` for any other text, and for a time that no clock shows.
 */
export function parseTimeText(text: string, dayFirst: boolean): Moment | null {
  const inUtc = parseUtcText(text)
  if (inUtc !== null) return { kind: 'instant', at: inUtc }
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) {
    const [, year, month, day, clock] = yearFirst
    return momentOf(Number(year), Number(month), Number(day), clock)
  }
  const yearLast = YEAR_LAST.exec(text)
  if (yearLast !== null) {
    const [, first, separator, second, year, clock] = yearLast
    const isDayFirst = dayFirst || separator === '.'
    const [month, day] = isDayFirst ? [second, first] : [first, second]
    return momentOf(Number(year), Number(month), Number(day), clock)
  }
  if (!EPOCH.test(text)) return null
  const number = Number(text)
  return { kind: 'instant', at: Math.round(Math.abs(number) >= LEAST_MS ? number : number * SECOND_MS) }
}

function momentOf(year: number, month: number, day: number, clock: string | undefined): Moment | null {
  if (month < 1 || month > 12 || day < 1 || (day > 28 && day > daysInMonth(year, month))) return null
  const date = wallOfDate(year, month, day)
  if (clock === undefined) return { kind: 'wall', at: date }
  const match = CLOCK.exec(clock.trimEnd())
  if (match === null) return null
  const [, hourText, minute, second = '0', fraction = '', half, zone] = match
  const hour = hourOf(Number(hourText), half)
  if (hour === null || Number(minute) > 59 || Number(second) > 59) return null
  const milliseconds = fraction === '' ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'))
  const wall = date + hour * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * SECOND_MS + milliseconds
  return zone === undefined ? { kind: 'wall', at: wall } : { kind: 'instant', at: wall - offsetMs(zone) }
}

/** The hour from 0 to 23; 12 AM is midnight. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

function offsetMs(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0
  const distance = Number(zone.slice(1, 3)) * HOUR_MS + Number(zone.slice(-2)) * MINUTE_MS
  return zone.startsWith('-') ? -distance : distance
}
