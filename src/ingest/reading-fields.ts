import { createHash } from 'node:crypto'
import { type CounterWidth, NO_SEQ } from '../domain/reading/reading.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { parseInstant } from './instant.ts'
import { Rejection } from './rejection.ts'

/** Most people that one reading may speak of: far beyond any place, and within what a 32-bit integer holds. */
export const MAX_PEOPLE = 1_000_000_000
/** Longest text that tells deliveries of one reading. */
export const MAX_DEDUPE_LENGTH = 255
/** 72 bits: of all readings that a sensor may ever send within a day, no two have the same by chance. */
const MARK_LENGTH = 12

/**
 * The fields of one reading as it came in, checked as they are read. Each method answers a value of its type even
 * where the field is wrong; the first field that is becomes {@link rejection}, to be looked at once all are read.
 * `null` reads as absent.
 */
export class ReadingFields {
  rejection: Rejection | null = null
  readonly #raw: Readonly<Record<string, unknown>>

  constructor(raw: Readonly<Record<string, unknown>>) {
    this.#raw = raw
  }

  text(name: string): string {
    const value = this.#raw[name]
    if (typeof value === 'string' && value !== '') return value
    this.#reject(`${name} must be a text that is not empty`)
    return ''
  }

  textOrNull(name: string): string | null {
    const value = this.#raw[name]
    return value === undefined || value === null ? null : this.text(name)
  }

  at(): EpochMs {
    return this.instant('at')
  }

  instant(name: string): EpochMs {
    const at = parseInstant(this.#raw[name])
    if (at !== null) return at
    this.#reject(
      `${name} must be ISO 8601 with Z or an offset, such as 2024-05-14T09:00:00Z, or epoch milliseconds, from 1970 to 2099`,
    )
    return 0
  }

  seq(): number {
    const value = this.#raw['seq']
    if (value === undefined || value === null) return NO_SEQ
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value
    this.#reject('seq must be an integer')
    return NO_SEQ
  }

  /** A number of people, at least `least`. */
  people(name: string, least: 0 | 1): number {
    const value = this.#raw[name]
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MAX_PEOPLE) {
      // Not -0, which would not be the same content as 0.
      return value + 0
    }
    this.#reject(`${name} must be an integer from ${least} to ${MAX_PEOPLE}`)
    return least
  }

  peopleOr(name: string, least: 0 | 1, absent: number): number {
    const value = this.#raw[name]
    return value === undefined || value === null ? absent : this.people(name, least)
  }

  /** Bits of a counter; `null` without a word on them. */
  counterWidth(): CounterWidth | null {
    const value = this.#raw['width']
    if (value === undefined || value === null) return null
    if (value === 16 || value === 32) return value
    this.#reject('width must be 16 or 32')
    return null
  }

  /** A total of a counter, below 2^53, or 2^width where it has one; `null` when absent. */
  totalOrNull(name: string, width: CounterWidth | null): number | null {
    const value = this.#raw[name]
    if (value === undefined || value === null) return null
    const greatest = width === null ? Number.MAX_SAFE_INTEGER : 2 ** width - 1
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= greatest)
      return value + 0
    this.#reject(`${name} must be an integer from 0 to ${greatest}`)
    return null
  }

  /** Something that has to be said: true or false. */
  bit(name: string): boolean {
    const value = this.#raw[name]
    if (typeof value === 'boolean') return value
    this.#reject(`${name} must be true or false`)
    return false
  }

  /** A digest of the text that all deliveries of the reading have alike; `undefined` without one. */
  mark(): string | undefined {
    const text = this.textOrNull('dedupe')
    if (text === null) return undefined
    if (text.length > MAX_DEDUPE_LENGTH)
      this.#reject(`dedupe must have at most ${MAX_DEDUPE_LENGTH} characters`)
    return createHash('sha256').update(text).digest('base64url').slice(0, MARK_LENGTH)
  }

  direction(): 1 | -1 {
    const value = this.#raw['direction']
    if (value === 1 || value === -1) return value
    this.#reject('direction must be 1 or -1')
    return 1
  }

  /** One of a few words, as what it stands for. */
  word<T>(name: string, meanings: ReadonlyMap<string, T>, absent: T): T {
    const value = this.#raw[name]
    const meaning = typeof value === 'string' ? meanings.get(value) : undefined
    if (meaning !== undefined) return meaning
    this.#reject(`${name} must be one of ${[...meanings.keys()].join(', ')}`)
    return absent
  }

  flag(name: string): boolean {
    const value = this.#raw[name]
    if (value === true) return true
    if (value !== undefined && value !== null && value !== false)
      this.#reject(`${name} must be true or false`)
    return false
  }

  /** Rejects the reading as `invalid` for a rule over several fields. */
  refuse(rule: string): Rejection {
    this.#reject(rule)
    return this.rejection ?? new Rejection('invalid', rule)
  }

  #reject(rule: string): void {
    this.rejection ??= new Rejection('invalid', `${rule}.`)
  }
}
