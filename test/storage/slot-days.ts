import fc from 'fast-check'
import { type SlotColumn, type SlotColumns, slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import type { SlotDay } from '../../src/storage/rollup-store.ts'

const SLOTS = 96

/** Values by value of any column, so that days held in different ways compare equal. */
export function plain(days: readonly SlotDay[]): unknown {
  return days.map(({ day, slots }) => ({
    day,
    slots: Object.fromEntries(slotColumnNames.map((name) => [name, valuesOf(slots[name])])),
  }))
}

/** The values of a column. */
export function valuesOf(column: SlotColumn): readonly number[] {
  return 'constant' in column ? Array(column.length).fill(column.constant) : Array.from(column)
}

/** A day whose every slot holds the same figures of `people` present all the time. */
export function steadyDay(day: number, people: number): SlotDay {
  return {
    day,
    slots: {
      observedMs: { constant: 900_000, length: SLOTS },
      occupiedMs: { constant: people > 0 ? 900_000 : 0, length: SLOTS },
      personMs: { constant: people * 900_000, length: SLOTS },
      peak: { constant: people + 1, length: SLOTS },
      low: { constant: people + 1, length: SLOTS },
      entrances: { constant: 1, length: SLOTS },
      exits: { constant: 2, length: SLOTS },
      onlineMs: { constant: 900_000, length: SLOTS },
      capped: { constant: 0, length: SLOTS },
    },
  }
}

/** A day of which nothing is known. */
export function emptyDay(day: number): SlotDay {
  const nothing = { constant: 0, length: SLOTS }
  return {
    day,
    slots: Object.fromEntries(slotColumnNames.map((name) => [name, nothing])) as unknown as SlotColumns,
  }
}

/** Columns of any kind: constant, narrow, wide, and with values up to `max`. */
export function anyColumn(max: number, length: number = SLOTS): fc.Arbitrary<SlotColumn> {
  const limit = (most: number) => fc.integer({ min: 0, max: Math.min(most, max) })
  const array = (values: fc.Arbitrary<number>) => fc.array(values, { minLength: length, maxLength: length })
  return fc.oneof(
    limit(max).map((constant) => ({ constant, length })),
    array(limit(0xff)).map((values) => Uint8Array.from(values)),
    array(limit(0xffff)).map((values) => Uint16Array.from(values)),
    array(limit(0xffff_ffff)).map((values) => Uint32Array.from(values)),
    array(limit(max)).map((values) => Float64Array.from(values)),
  )
}

/** Nine columns of any kind. */
export function anySlots(max: number): fc.Arbitrary<SlotColumns> {
  const column = anyColumn(max)
  return fc.record({
    observedMs: column,
    occupiedMs: column,
    personMs: column,
    peak: column,
    low: column,
    entrances: column,
    exits: column,
    onlineMs: column,
    capped: anyColumn(1),
  })
}

/** Different days out of a span, each with slots of any kind. */
export function anyDays(from: number, until: number, max: number): fc.Arbitrary<SlotDay[]> {
  return fc.uniqueArray(fc.record({ day: fc.integer({ min: from, max: until - 1 }), slots: anySlots(max) }), {
    selector: ({ day }) => day,
    maxLength: 6,
  })
}
