import { civilDateOf, startOfDay } from './civil.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from './interval.ts'
import type { WallMs } from './moment.ts'
import type { Zone } from './zone.ts'

/** An instant in UTC, `2024-05-01T16:02:11Z`; milliseconds are written when not zero: `…:11.250Z`. */
export function formatUtc(at: EpochMs): string {
  return `${wallText(at)}Z`
}

/**
 * An instant on a zone's wall clock with its offset, `2024-05-01T09:02:11-07:00`; milliseconds are written when
 * not zero. Historical offsets that are not whole minutes are cut to the minute; the instant stays exact.
 */
export function formatLocal(at: EpochMs, zone: Zone): string {
  const offsetMinutes = Math.trunc(zone.offsetMsAt(at) / MINUTE_MS)
  const distance = Math.abs(offsetMinutes)
  const sign = offsetMinutes < 0 ? '-' : '+'
  const offset = `${sign}${digits(Math.floor(distance / 60), 2)}:${digits(distance % 60, 2)}`
  return `${wallText(at + offsetMinutes * MINUTE_MS)}${offset}`
}

/** The local date of an instant, `2024-05-01`. */
export function formatLocalDate(at: EpochMs, zone: Zone): string {
  return formatWallDate(zone.wallOf(at))
}

/** The date that a wall clock shows, `2024-05-01`; years beyond 0…9999 are written with a sign and six digits. */
export function formatWallDate(wall: WallMs): string {
  const { year, month, day } = civilDateOf(wall)
  return `${yearText(year)}-${digits(month, 2)}-${digits(day, 2)}`
}

/** The time of day that a wall clock shows, `09:02:11`; milliseconds are written when not zero. */
export function formatWallTime(wall: WallMs): string {
  const ofDay = wall - startOfDay(wall)
  const hour = digits(Math.floor(ofDay / HOUR_MS), 2)
  const minute = digits(Math.floor(ofDay / MINUTE_MS) % 60, 2)
  const second = digits(Math.floor(ofDay / SECOND_MS) % 60, 2)
  const fraction = ofDay % SECOND_MS === 0 ? '' : `.${digits(ofDay % SECOND_MS, 3)}`
  return `${hour}:${minute}:${second}${fraction}`
}

function wallText(wall: WallMs): string {
  return `${formatWallDate(wall)}T${formatWallTime(wall)}`
}

function yearText(year: number): string {
  if (year >= 0 && year <= 9_999) return digits(year, 4)
  return `${year < 0 ? '-' : '+'}${digits(Math.abs(year), 6)}`
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
