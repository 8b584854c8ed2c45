import { conflict, type DomainError, invalid } from '../domain/errors.ts'
import type { NetworkAddress } from '../domain/portfolio/sensor.ts'
import { isTimeZone } from '../domain/time/zone.ts'

const NAME_LIMIT = 255
/** Interfaces of one device, several addresses each. */
const MAX_NETWORK_ADDRESSES = 64
const MAX_INT32 = 2 ** 31 - 1
/** A week: long enough for any sensor that reports at all. */
const MAX_HEARTBEAT_SECONDS = 604_800

/** A field is wrong by itself; the message names it as callers write it and says what would be right. */
export function wrongField(field: string, rule: string): DomainError {
  return invalid(`invalid_${field}`, `${field} ${rule}.`)
}

/** A name without the blanks around it (density-v3.md §8: 1 to 255 characters after trimming). */
export function checkName(name: string, field = 'name'): string {
  const trimmed = name.trim()
  if (trimmed.length < 1 || trimmed.length > NAME_LIMIT) {
    throw wrongField(field, `must have 1 to ${NAME_LIMIT} characters after trimming`)
  }
  return trimmed
}

/** People a space is meant for: a whole number or nothing (density-v3.md §8). */
export function checkCapacity(capacity: number | null): number | null {
  if (capacity === null || (Number.isInteger(capacity) && capacity >= 0 && capacity <= MAX_INT32))
    return capacity
  throw wrongField('capacity', 'must be an integer of 0 or more, or null')
}

/** A whole number of people, of at least `least`. */
export function checkPeople(people: number, field: string, least: number): number {
  if (Number.isInteger(people) && people >= least && people <= MAX_INT32) return people
  throw wrongField(field, `must be an integer from ${least} to ${MAX_INT32}`)
}

/** The smallest count that is shown as it is: a whole number, or nothing for no threshold. */
export function checkMinCount(minCount: number | null): number | null {
  if (minCount === null || (Number.isInteger(minCount) && minCount >= 0 && minCount <= MAX_INT32))
    return minCount
  throw wrongField('min_count', 'must be an integer of 0 or more, or null')
}

/** A figure that is not negative, or nothing. */
export function checkAmount(amount: number | null, field: string): number | null {
  if (amount === null || (Number.isFinite(amount) && amount >= 0)) return amount
  throw wrongField(field, 'must be a number of 0 or more, or null')
}

/** A zone that the time zone database knows, or nothing. */
export function checkTimeZone(timeZone: string | null): string | null {
  if (timeZone === null || isTimeZone(timeZone)) return timeZone
  throw wrongField(
    'time_zone',
    `must be an IANA time zone such as Europe/Paris, not ${JSON.stringify(timeZone)}`,
  )
}

/** `HH:MM`, as minutes after midnight. */
export function checkDailyReset(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (match === null) throw wrongField('daily_reset', 'must be a time of day from 00:00 to 23:59, as HH:MM')
  return Number(match[1]) * 60 + Number(match[2])
}

/** One of a closed list of words. */
export function checkWord<T extends string>(word: string, words: readonly T[], field: string): T {
  const found = words.find((candidate) => candidate === word)
  if (found === undefined) throw wrongField(field, `must be one of ${words.join(', ')}`)
  return found
}

/** Like {@link checkWord}, or nothing. */
export function checkWordOrNull<T extends string>(
  word: string | null,
  words: readonly T[],
  field: string,
): T | null {
  return word === null ? null : checkWord(word, words, field)
}

/** A calendar date, or a date and time with an offset, as it was given; or nothing. */
export function checkGoLive(text: string | null): string | null {
  if (
    text === null ||
    (/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) && !Number.isNaN(Date.parse(text)))
  ) {
    return text
  }
  throw wrongField('go_live_date_utc', 'must be a date such as 2024-05-01, or null')
}

/** Free text of at most 255 characters; nothing but blanks reads as nothing. */
export function checkText(text: string | null, field: string): string | null {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') return null
  if (trimmed.length > NAME_LIMIT) throw wrongField(field, `must have at most ${NAME_LIMIT} characters`)
  return trimmed
}

/** Addresses of a sensor without the blanks around their texts; each has an `address`, the rest may be empty. */
export function checkNetworkAddresses(addresses: readonly NetworkAddress[]): readonly NetworkAddress[] {
  if (addresses.length > MAX_NETWORK_ADDRESSES)
    throw wrongField('network_addresses', `must be at most ${MAX_NETWORK_ADDRESSES}`)
  return addresses.map((each) => ({
    address: checkName(each.address, 'network_addresses.address'),
    family: checkText(each.family, 'network_addresses.family') ?? '',
    interface: checkText(each.interface, 'network_addresses.if') ?? '',
    mac: checkText(each.mac, 'network_addresses.mac') ?? '',
  }))
}

/** Seconds between heartbeats as milliseconds, or nothing to switch the rule off. */
export function checkHeartbeat(seconds: number | null): number | null {
  if (seconds === null) return null
  const ms = Math.round(seconds * 1000)
  if (ms >= 1 && ms <= MAX_HEARTBEAT_SECONDS * 1000) return ms
  throw wrongField('heartbeat_seconds', `must be more than 0 and at most ${MAX_HEARTBEAT_SECONDS}, or null`)
}

/** An id that the caller chose: the prefix of its kind, then letters, digits, `_` or `-`. */
export function checkGivenId(id: string, prefix: string): string {
  if (new RegExp(`^${prefix}_[A-Za-z0-9_-]{1,64}$`).test(id)) return id
  throw wrongField('id', `must be ${prefix}_ and 1 to 64 letters, digits, "_" or "-"`)
}

/** A location id that the caller chose: a positive 32-bit integer. */
export function checkGivenLocation(locationId: number): number {
  if (Number.isInteger(locationId) && locationId > 0 && locationId <= MAX_INT32) return locationId
  throw wrongField('location_id', `must be an integer from 1 to ${MAX_INT32}`)
}

/** The value is somebody else's in the same organization. */
export function taken(field: string, value: string | number): DomainError {
  return conflict(`${field}_taken`, `${field} ${value} is taken.`)
}
