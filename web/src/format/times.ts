import { serverNow } from '../state/server-clock.ts'
import { is24Hours, locale } from './locale.ts'
import { UNKNOWN } from './numbers.ts'

type Instant = string | number | Date

/** The zone of the clocks of whoever looks: for times that are of no space. */
export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format is slow, using one is not. */
function formatIn(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  formats.set(key, known)
  return known
}

/** The time of day in a zone, such as `9:05 AM`. */
export function formatTime(instant: Instant | null, zone: string): string {
  return instant === null ? UNKNOWN : formatIn(zone, { timeStyle: 'short' }).format(new Date(instant))
}

/** A bare number would be no time on a clock of 24 hours. */
const fullHour: Intl.DateTimeFormatOptions = is24Hours
  ? { hour: '2-digit', minute: '2-digit' }
  : { hour: 'numeric' }

/** A full hour, as short as an axis wants it, such as `9 AM` or `09:00`. */
export function formatHourMark(instant: Instant, zone: string): string {
  return formatIn(zone, fullHour).format(new Date(instant))
}

/** The time of day to the second. */
export function formatExactTime(instant: Instant, zone: string): string {
  return formatIn(zone, { timeStyle: 'medium' }).format(new Date(instant))
}

/** The day and the time of day. */
export function formatMoment(instant: Instant | null, zone: string): string {
  if (instant === null) return UNKNOWN
  return formatIn(zone, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant))
}

/** The day and the time of day with the zone by its short name, such as `Jun 4, 2024, 9:05 AM EDT`. */
export function formatZonedMoment(instant: Instant, zone: string): string {
  return `${formatMoment(instant, zone)} ${zoneAt(zone, instant) ?? zone}`
}

/** The day and the time of day to the second. */
export function formatExactMoment(instant: Instant, zone: string): string {
  return formatIn(zone, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(instant))
}

/** The time of day to the second, with the day unless it is the one that `now` is on. */
export function formatRecent(instant: Instant, zone: string, now: Instant = serverNow()): string {
  return localDate(instant, zone) === localDate(now, zone)
    ? formatExactTime(instant, zone)
    : formatExactMoment(instant, zone)
}

/** The day with its weekday, such as `Tue, Jun 4, 2024`. */
export function formatDay(instant: Instant, zone: string): string {
  return formatIn(zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(instant),
  )
}

/** The day as short as an axis wants it, such as `Jun 4`. */
export function formatShortDay(instant: Instant, zone: string): string {
  return formatIn(zone, { day: 'numeric', month: 'short' }).format(new Date(instant))
}

/** The month with its year, such as `Jun 2024`. */
export function formatMonth(instant: Instant, zone: string): string {
  return formatIn(zone, { month: 'short', year: 'numeric' }).format(new Date(instant))
}

/** The weekday with the hour, such as `Tue 9 AM`. */
export function formatHourOfDay(instant: Instant, zone: string): string {
  return formatIn(zone, { weekday: 'short', ...fullHour }).format(new Date(instant))
}

/** The local day of an instant as `YYYY-MM-DD`. */
export function localDate(instant: Instant, zone: string): string {
  const parts = formatIn(zone, { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'iso8601' })
    .formatToParts(new Date(instant))
    .map(({ type, value }) => [type, value])
  const { year, month, day } = Object.fromEntries(parts)
  return `${year}-${month}-${day}`
}

/** A day some days after another, both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

/** A calendar day `YYYY-MM-DD` for people. */
export function formatDate(date: string): string {
  return formatDay(`${date}T12:00:00Z`, 'UTC')
}

/** Names of the weekdays, Sunday first. */
export function weekdayNames(style: 'long' | 'short' | 'narrow' = 'short'): readonly string[] {
  // 2023-01-01 was a Sunday.
  return Array.from({ length: 7 }, (_, day) =>
    formatIn('UTC', { weekday: style }).format(new Date(Date.UTC(2023, 0, 1 + day))),
  )
}

/** Short names of the months, January first. */
export function monthNames(): readonly string[] {
  return Array.from({ length: 12 }, (_, month) =>
    formatIn('UTC', { month: 'short' }).format(new Date(Date.UTC(2023, month, 15))),
  )
}

/** A time zone with its offset at an instant, such as `America/New_York, GMT-4`. */
export function formatZone(zone: string, instant: Instant = serverNow()): string {
  const name = zoneAt(zone, instant)
  return name === undefined ? zone : `${zone.replaceAll('_', ' ')} (${name})`
}

/** What a zone is called at an instant, such as `EDT` or `GMT+2`. */
function zoneAt(zone: string, instant: Instant): string | undefined {
  const parts = formatIn(zone, { timeZoneName: 'short' }).formatToParts(new Date(instant))
  return parts.find(({ type }) => type === 'timeZoneName')?.value
}
