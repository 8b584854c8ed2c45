import { daysInMonth, wallOfDate } from './civil.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from './interval.ts'

/**
 * The instant of `YYYY-MM-DDTHH:MM:SSZ` and `YYYY-MM-DDTHH:MM:SS.mmmZ`, which nearly all readings have, without the
 * cost of patterns. `null` for any other text, and for a date or time that never was.
 */
export function parseUtcText(text: string): EpochMs | null {
  const hasMs = text.length === 24 && text[19] === '.'
  if (!hasMs && text.length !== 20) return null
  if (!text.endsWith('Z') || text[4] !== '-' || text[7] !== '-' || text[10] !== 'T') return null
  if (text[13] !== ':' || text[16] !== ':') return null
  const date = parseDate(text)
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  const second = digits(text, 17, 2)
  const ms = hasMs ? digits(text, 20, 3) : 0
  if (!(hour <= 23 && minute <= 59 && second <= 59 && ms <= 999)) return null
  return date === null ? null : date + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + ms
}

function parseDate(text: string): number | null {
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1)) return null
  if (day > 28 && day > daysInMonth(year, month)) return null
  return wallOfDate(year, month, day)
}

/** The number that `count` characters spell; `NaN` when one is not a digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let index = from; index < from + count; index++) {
    const digit = text.charCodeAt(index) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}
