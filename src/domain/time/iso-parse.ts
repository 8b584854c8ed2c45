import { daysInMonth, wallOfDate } from './civil.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './interval.ts'
import type { Moment, WallMs } from './moment.ts'

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?$/
const ZONE = /^([+-])(\d{2})(?::?(\d{2}))?$/

/** The midnight that begins a date written `YYYY-MM-DD`, or `null` for any other text or a date that never was. */
export function parseCivilDate(text: string): WallMs | null {
  const match = DATE.exec(text)
  if (match === null) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return wallOfDate(year, month, day)
}

/**
 * The moment that an ISO 8601 date-time names: an instant with `Z` or an offset, a wall clock without. Seconds and
 * their fraction may be absent; digits past the millisecond are cut off. `null` for any other text, a date alone, a
 * date that never was, 24:00, a leap second, and an offset beyond ±23:59.
 */
export function parseMoment(text: string): Moment | null {
  const match = /^([^T]+)T([^Z+-]+)(.*)$/.exec(text)
  if (match === null) return null
  const [, dateText = '', timeText = '', zoneText = ''] = match
  const date = parseCivilDate(dateText)
  const timeMs = parseTimeMs(timeText)
  if (date === null || timeMs === null) return null
  if (zoneText === '') return { kind: 'wall', at: date + timeMs }
  const offsetMs = parseOffsetMs(zoneText)
  return offsetMs === null ? null : { kind: 'instant', at: date + timeMs - offsetMs }
}

function parseTimeMs(text: string): number | null {
  const match = TIME.exec(text)
  if (match === null) return null
  const [, hour, minute, second = '0', fraction = ''] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  return Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * SECOND_MS + milliseconds
}

function parseOffsetMs(text: string): number | null {
  if (text === 'Z') return 0
  const match = ZONE.exec(text)
  if (match === null) return null
  const [, sign, hours, minutes = '0'] = match
  if (Number(hours) > 23 || Number(minutes) > 59) return null
  const distance = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS
  return sign === '-' ? -distance : distance
}
