import type { Carry } from '../../domain/reading/carry.ts'
import { carryOver } from '../../domain/reading/carry.ts'
import { compareReadings, isCount, type Reading, ReadingKind } from '../../domain/reading/reading.ts'
import type { Day } from '../../domain/time/day.ts'
import { carryThrough, ownCarry, type PackCarry } from './pack-carry.ts'

/**
 * A day of a subject that differs from its pack: by its readings, or by the carry after it alone.
 *
 * Only a reading that comes last changes it in place; every other change makes a new value. So an append can be
 * taken back.
 */
export interface OpenDay {
  readonly day: Day
  /** How many readings its pack has; 0 without one. */
  readonly packed: number
  /** Whether `added` continues the pack (all of it sorts behind); if not, `added` is all there is. */
  readonly continues: boolean
  readonly added: Reading[]
  /** The carry after the first `settled` of `added`. */
  after: Carry
  settled: number
  /** The append that last noted how to take changes of this value back. */
  notedBy: number
  /** The append that made `added`, and so may change it at will. */
  readonly madeBy: number
}

/** An open day none of whose added readings is settled; `after` is the carry into it, or after its pack. */
export function newOpenDay(
  day: Day,
  packed: number,
  continues: boolean,
  added: Reading[],
  after: Carry,
  madeBy: number,
): OpenDay {
  return { day, packed, continues, added, after, settled: 0, notedBy: 0, madeBy }
}

/** What a day says without being opened, given the carry into it; `pack` is of its pack, if it continues one. */
export function carryOfDay(open: OpenDay, into: Carry, pack: PackCarry | null): PackCarry {
  if (pack === null) return { after: carryOver(into, open.added), own: ownCarry(open.added) }
  return {
    after: carryOver(carryThrough(into, pack.own), open.added),
    own: carryOver(pack.own, open.added),
  }
}

/** Where a reading is, or belongs, among readings in the order of `compareReadings`. */
export function placeOf(
  readings: readonly Reading[],
  reading: Reading,
): { readonly index: number; readonly found: Reading | null } {
  let low = 0
  let high = readings.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = readings[middle]
    if (other !== undefined && compareReadings(other, reading) < 0) low = middle + 1
    else high = middle
  }
  const at = readings[low]
  return { index: low, found: at !== undefined && compareReadings(at, reading) === 0 ? at : null }
}

/** The index of a day among open days, ascending; where it belongs when it is not there. */
export function indexOfDay(days: readonly OpenDay[], day: Day): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle]?.day ?? day) < day) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Whether the carry after a day may come out differently with a reading, given the last readings of the day. One
 * that is late by little decides nothing, as a later one overrules it, and a day is long to go through again.
 */
export function decidesCarry(readings: readonly Reading[], reading: Reading): boolean {
  const { kind, at, space } = reading
  let index = readings.length - 1
  if ((readings[index]?.at ?? at) <= at) return true
  if (kind === ReadingKind.counter) return true
  if (!isCount(reading)) return false
  for (let other = readings[index]; other !== undefined && other.at > at; other = readings[--index]) {
    if (isCount(other) && other.space === space) return false
  }
  return true
}
