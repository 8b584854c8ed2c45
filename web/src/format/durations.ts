import { texts } from '../texts/texts.ts'
import { locale } from './locale.ts'
import { UNKNOWN } from './numbers.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A length of time in its two largest units, such as `2 h 5 min`. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return UNKNOWN
  const { days, hours, minutes, seconds } = texts.common.units
  if (ms >= 2 * DAY_MS) return pair(Math.floor(ms / DAY_MS), days, Math.floor((ms % DAY_MS) / HOUR_MS), hours)
  if (ms >= HOUR_MS) {
    return pair(Math.floor(ms / HOUR_MS), hours, Math.floor((ms % HOUR_MS) / MINUTE_MS), minutes)
  }
  if (ms >= MINUTE_MS) return `${Math.floor(ms / MINUTE_MS)} ${minutes}`
  return `${Math.floor(ms / 1_000)} ${seconds}`
}

function pair(major: number, majorUnit: string, minor: number, minorUnit: string): string {
  return minor === 0 ? `${major} ${majorUnit}` : `${major} ${majorUnit} ${minor} ${minorUnit}`
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })

/** How long before `now` an instant was, such as `5 min ago`. */
export function formatAgo(instant: string | null, now: number): string {
  if (instant === null) return UNKNOWN
  const ms = Date.parse(instant) - now
  const size = Math.abs(ms)
  if (size < MINUTE_MS) return relative.format(Math.round(ms / 1_000), 'second')
  if (size < HOUR_MS) return relative.format(Math.round(ms / MINUTE_MS), 'minute')
  if (size < 2 * DAY_MS) return relative.format(Math.round(ms / HOUR_MS), 'hour')
  return relative.format(Math.round(ms / DAY_MS), 'day')
}
