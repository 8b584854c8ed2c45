import { daysInMonth, wallOfDate } from './civil.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from './interval.ts'
import type { Moment, WallMs } from './moment.ts'
import { monthOf } from './month-names.ts'
import { parseUtcText } from './utc-text.ts'
import { zoneOffsetMs } from './zone-abbreviations.ts'

/** How ambiguous texts of a column are read. */
export interface TimeTextOptions {
  /** Read `1/2/2024` as February 1; dates with dots or month names say it themselves. */
  readonly dayFirst: boolean
  /** Read plain numbers as a spreadsheet's serial dates (days since 1899-12-30) rather than as an epoch. */
  readonly serialDates?: boolean
}

/** Year first: `2022-11-06 01:05`, `2022/11/6T1:05:00.250-07:00`. */
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(.{1,40}))?$/
/** Year last: `1/31/2019 12:00:00 AM`, `31.01.2019 13:00`, `31/1/19`. */
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,]+(.{1,40}))?$/
/** Digits alone: `20250301`, `202503011530`, `20250301T153000Z`. */
const COMPACT =
  /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?|[T ]+(.{1,40}))?$/
/** Day, month's name, year: `1 Mar 2025`, `30-Nov-16`, `Fri, 30 Nov 2016 05:00`. */
const DAY_NAME_YEAR =
  /^(?:\p{L}{2,12}\.?,? )?(\d{1,2})\.?[- ](\p{L}{3,12})\.?,?[- ](\d{4}|\d{2})(?:[T ,]+(.{1,40}))?$/u
/** Month's name, day, year: `November 01, 2019 05:00 PM`. */
const NAME_DAY_YEAR =
  /^(?:\p{L}{2,12}\.?,? )?(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[T ,]+(.{1,40}))?$/u
const CLOCK = /^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)? ?([AaPp]\.?[Mm]\.?)? ?(\S.*)?$/
const OFFSET = /^(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})$/
const EPOCH = /^(-?)(\d{9,15})(?:\.(\d{1,12}))?$/
const SERIAL = /^\d{5}(?:\.\d{1,15})?$/
/** Numbers from here on are milliseconds, below they are seconds: 5138 in seconds, 1973 in milliseconds. */
const LEAST_MS = 100_000_000_000
/** What spreadsheets count days from, in days since the epoch: 1899-12-30. */
const SERIAL_EPOCH_DAYS = -25_569
/** Two-digit years up to here are of the 2000s, as POSIX has it. */
const LAST_SHORT_YEAR_OF_2000S = 68

/**
 * The moment that a text in a file names: ISO 8601 and its relatives, `M/D/YYYY h:mm AM` (`D/M/YYYY` with `dayFirst`, and
 * where dots separate), dates with the name of the month, `YYYYMMDD`, seconds or milliseconds since the epoch, or a
 * spreadsheet's serial date. A date alone is its midnight, an hour alone its beginning; fractions of a millisecond are
 * cut. Without `Z`, an offset or a zone's abbreviation it is a wall clock. `null` for any other text, and for a time
 * that no clock shows.
 */
export function parseTimeText(text: string, options: TimeTextOptions): Moment | null {
  const inUtc = parseUtcText(text)
  if (inUtc !== null) return { kind: 'instant', at: inUtc }
  if (options.serialDates === true && SERIAL.test(text))
    return { kind: 'wall', at: wallOfSerial(Number(text)) }
  return parseNumericDate(text, options.dayFirst) ?? parseNamedDate(text) ?? parseDigits(text)
}

function parseNumericDate(text: string, dayFirst: boolean): Moment | null {
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) {
    const [, year, month, day, clock] = yearFirst
    return momentOf(Number(year), Number(month), Number(day), clock)
  }
  const yearLast = YEAR_LAST.exec(text)
  if (yearLast === null) return null
  const [, first, separator, second, year = '', clock] = yearLast
  const isDayFirst = dayFirst || separator === '.'
  const [month, day] = isDayFirst ? [second, first] : [first, second]
  return momentOf(fullYear(year), Number(month), Number(day), clock)
}

function parseNamedDate(text: string): Moment | null {
  const dayLed = DAY_NAME_YEAR.exec(text)
  if (dayLed !== null) {
    const [, day, name = '', year = '', clock] = dayLed
    return momentOf(fullYear(year), monthOf(name) ?? 0, Number(day), clock)
  }
  const nameLed = NAME_DAY_YEAR.exec(text)
  if (nameLed === null) return null
  const [, name = '', day, year = '', clock] = nameLed
  return momentOf(Number(year), monthOf(name) ?? 0, Number(day), clock)
}

/** Digits alone: a date without separators, else seconds or milliseconds since the epoch. */
function parseDigits(text: string): Moment | null {
  const compact = COMPACT.exec(text)
  if (compact !== null) {
    const [, year, month, day, hour, minute, second = '00', zone = '', spaced] = compact
    const clock = hour === undefined ? spaced : `${hour}:${minute}:${second}${zone}`
    const moment = momentOf(Number(year), Number(month), Number(day), clock)
    if (moment !== null) return moment
  }
  const at = parseEpoch(text)
  return at === null ? null : { kind: 'instant', at }
}

/** Read digit by digit: a fraction of seconds has no exact value as a number. */
function parseEpoch(text: string): EpochMs | null {
  const match = EPOCH.exec(text)
  if (match === null) return null
  const [, sign = '', whole = '', fraction = ''] = match
  const magnitude =
    Number(whole) >= LEAST_MS
      ? Number(whole)
      : Number(whole) * SECOND_MS + Number(fraction.slice(0, 3).padEnd(3, '0'))
  return sign === '-' ? 0 - magnitude : magnitude
}

/** Spreadsheets keep a time of day as a binary fraction of a day, so it is rounded to the second that was typed. */
function wallOfSerial(serial: number): WallMs {
  return Math.round(((serial + SERIAL_EPOCH_DAYS) * DAY_MS) / SECOND_MS) * SECOND_MS
}

function fullYear(text: string): number {
  const year = Number(text)
  if (text.length === 4) return year
  return year <= LAST_SHORT_YEAR_OF_2000S ? 2000 + year : 1900 + year
}

function momentOf(year: number, month: number, day: number, clock: string | undefined): Moment | null {
  if (month < 1 || month > 12 || day < 1 || (day > 28 && day > daysInMonth(year, month))) return null
  const date = wallOfDate(year, month, day)
  if (clock === undefined) return { kind: 'wall', at: date }
  const match = CLOCK.exec(clock.trimEnd())
  if (match === null) return null
  const [, hourText, minute = '0', second = '0', fraction = '', half, zone] = match
  const hour = hourOf(Number(hourText), half)
  if (hour === null || Number(minute) > 59 || Number(second) > 59) return null
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const wall = date + hour * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * SECOND_MS + milliseconds
  if (zone === undefined) return { kind: 'wall', at: wall }
  const offset = offsetMs(zone)
  return offset === null ? null : { kind: 'instant', at: wall - offset }
}

/** The hour from 0 to 23; 12 AM is midnight. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
}

/** How far ahead of UTC a zone is; `null` for one that is not known. */
function offsetMs(zone: string): number | null {
  const match = OFFSET.exec(zone)
  if (match === null) return zoneOffsetMs(zone)
  const distance = Number(match[2]) * HOUR_MS + Number(match[3]) * MINUTE_MS
  return match[1] === '-' ? -distance : distance
}
