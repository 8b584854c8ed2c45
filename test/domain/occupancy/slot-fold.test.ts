import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rollUp, rollUpSpans } from '../../../src/domain/occupancy/roll-up.ts'
import { emptyRollup, type Rollup } from '../../../src/domain/occupancy/rollup.ts'
import { RollupTable } from '../../../src/domain/occupancy/rollup-table.ts'
import type { SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import { addSlots, slotsOfDay } from '../../../src/domain/occupancy/slot-fold.ts'
import {
  decodeCount,
  type SlotColumn,
  type SlotColumnName,
  type SlotColumns,
  type SlotRun,
  slotAt,
  slotColumnNames,
} from '../../../src/domain/occupancy/slots.ts'
import { firstSlotOf } from '../../../src/domain/time/day.ts'
import { DAY_MS, HOUR_MS, SLOT_MS, SLOTS_PER_DAY } from '../../../src/domain/time/interval.ts'
import { historyOver } from './history-arbitrary.ts'

const DAY = 19_800
const DAYS = 3
const SLOTS = DAYS * SLOTS_PER_DAY
const FIRST_SLOT = firstSlotOf(DAY)
const BUCKETS = 5

/** Histories that cover three days and up to two hours more at both ends. */
const threeDays = fc
  .tuple(fc.nat(2 * HOUR_MS), fc.nat(2 * HOUR_MS))
  .chain(([earlier, later]) =>
    historyOver({ start: DAY * DAY_MS - earlier, end: (DAY + DAYS) * DAY_MS + later }),
  )

/** Runs that ascend without overlapping, some of them beyond the three days. */
const slotRuns: fc.Arbitrary<readonly SlotRun[]> = fc
  .tuple(
    fc.array(fc.integer({ min: -20, max: SLOTS + 20 }), { maxLength: 24, size: 'max' }),
    fc.array(fc.nat(BUCKETS - 1), { minLength: 12, maxLength: 12 }),
  )
  .map(([ends, buckets]) => {
    const sorted = ends.map((end) => end + FIRST_SLOT).toSorted((a, b) => a - b)
    return buckets.flatMap((bucket, index) => {
      const [from, until] = sorted.slice(2 * index)
      return from === undefined || until === undefined ? [] : [{ bucket, from, until }]
    })
  })

describe('the slots of a day', () => {
  test('are what rolling up each quarter-hour says', () => {
    fc.assert(
      fc.property(threeDays, (told) => {
        const slots = slotsOfDay(told, DAY + 1)
        const expected = Array.from({ length: SLOTS_PER_DAY }, (_, index) => {
          const start = (DAY + 1) * DAY_MS + index * SLOT_MS
          return rollUp(told, { start, end: start + SLOT_MS })
        })

        expect(expected.map((_, index) => rollupAt(slots, index))).toEqual(expected)
      }),
    )
  })
})

describe('adding slots', () => {
  test('of runs gives what rolling up the same spans gives, however blocks and columns are held', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: SLOTS - 1 }), { maxLength: 4 })
    const forms = fc.array(fc.nat(4), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(threeDays, slotRuns, cuts, forms, (told, runs, cutAt, held) => {
        const table = new RollupTable(BUCKETS)
        const ends = [0, ...cutAt.toSorted((a, b) => a - b), SLOTS]
        for (const [index, from] of ends.slice(0, -1).entries()) {
          const block = blockOf(told, from, ends[index + 1] ?? SLOTS, held)
          addSlots(block, FIRST_SLOT + from, runs, slotColumnNames, table)
        }

        expect(rollupsOf(table)).toEqual(rollUpRuns(told, runs))
      }),
      { numRuns: 300 },
    )
  })

  test('reads all column types alike, at every length of run', () => {
    const values = Array.from({ length: 40 }, (_, index) => (index * 7) % 11)
    for (const form of arrayForms) {
      for (let until = 0; until <= values.length; until++) {
        const table = new RollupTable(1)
        const runs = [{ bucket: 0, from: 3, until }]
        addSlots(allColumns(form(values)), 0, runs, slotColumnNames, table)
        const inside = values.slice(3, until)
        const sum = inside.reduce((total, value) => total + value, 0)
        const known = inside.filter((value) => value > 0)

        expect(table.rollup(0)).toMatchObject({
          personMs: sum,
          peak: known.length === 0 ? null : Math.max(...known) - 1,
          low: known.length === 0 ? null : Math.min(...known) - 1,
        })
      }
    }
  })

  test('of a constant column counts each slot once and merges its extremes', () => {
    const table = new RollupTable(2)
    const block = allColumns({ constant: 3, length: 10 })
    const runs = [
      { bucket: 0, from: 90, until: 104 },
      { bucket: 1, from: 105, until: 105 },
      { bucket: 0, from: 108, until: 200 },
    ]

    addSlots(block, 100, runs, ['personMs', 'peak', 'low'], table)

    expect(rollupsOf(table)).toEqual([{ ...emptyRollup, personMs: 18, peak: 2, low: 2 }, emptyRollup])
  })

  test('adds the columns that are wanted and no others', () => {
    fc.assert(
      fc.property(threeDays, fc.subarray([...slotColumnNames]), (told, wanted) => {
        const all = new RollupTable(1)
        const some = new RollupTable(1)
        const runs = [{ bucket: 0, from: FIRST_SLOT, until: FIRST_SLOT + SLOTS_PER_DAY }]
        addSlots(slotsOfDay(told, DAY), FIRST_SLOT, runs, slotColumnNames, all)
        addSlots(slotsOfDay(told, DAY), FIRST_SLOT, runs, wanted, some)
        const given = pick(all.rollup(0), wanted)

        expect(some.rollup(0)).toEqual({ ...emptyRollup, ...given })
      }),
    )
  })

  test('adds nothing of runs that miss the block', () => {
    const table = new RollupTable(1)
    const runs = [
      { bucket: 0, from: 0, until: 100 },
      { bucket: 0, from: 110, until: 120 },
    ]

    addSlots(allColumns({ constant: 1, length: 10 }), 100, runs, slotColumnNames, table)

    expect(table.cells.every((cell) => cell === 0)).toBe(true)
  })

  test('adds to what a table holds already', () => {
    const table = new RollupTable(1)
    const runs = [{ bucket: 0, from: 0, until: 2 }]
    table.merge(0, { ...emptyRollup, personMs: 5, peak: 3, low: 3 })
    addSlots(allColumns(Uint8Array.of(9, 0)), 0, runs, ['personMs', 'peak', 'low'], table)
    addSlots(allColumns(Uint8Array.of(0, 2)), 0, runs, ['personMs', 'peak', 'low'], table)

    expect(table.rollup(0)).toEqual({ ...emptyRollup, personMs: 16, peak: 8, low: 1 })
  })
})

type Form = (values: readonly number[]) => SlotColumn

const arrayForms: readonly Form[] = [
  (values) => Uint8Array.from(values),
  (values) => Uint16Array.from(values),
  (values) => Uint32Array.from(values),
  (values) => Float64Array.from(values),
]

/** Slots `[from, until)` of three days as one block, each column held in the form that `held` names for it. */
function blockOf(told: SpaceHistory, from: number, until: number, held: readonly number[]): SlotColumns {
  const days = [DAY, DAY + 1, DAY + 2].map((day) => slotsOfDay(told, day))
  const columns = slotColumnNames.map((name, index) => {
    const values = days.flatMap((slots) => [...slots[name]]).slice(from, until)
    return [name, hold(values, held[index] ?? 0)] as const
  })
  return Object.fromEntries(columns) as Record<SlotColumnName, SlotColumn>
}

/** Holds values as a constant where they can be, else in the array type asked for, or a larger one where they must. */
function hold(values: readonly number[], form: number): SlotColumn {
  const [first = 0] = values
  if (form === 4 && values.every((value) => value === first))
    return { constant: first, length: values.length }
  const greatest = Math.max(...values)
  const smallest = [2 ** 8, 2 ** 16, 2 ** 32, Number.POSITIVE_INFINITY].findIndex((limit) => greatest < limit)
  return (arrayForms[Math.max(form, smallest)] ?? arrayForms[3])?.(values) ?? new Float64Array()
}

function allColumns(column: SlotColumn): SlotColumns {
  return Object.fromEntries(slotColumnNames.map((name) => [name, column])) as Record<
    SlotColumnName,
    SlotColumn
  >
}

function rollupAt(slots: SlotColumns, index: number): Rollup {
  return {
    observedMs: slotAt(slots.observedMs, index),
    occupiedMs: slotAt(slots.occupiedMs, index),
    personMs: slotAt(slots.personMs, index),
    peak: decodeCount(slotAt(slots.peak, index)),
    low: decodeCount(slotAt(slots.low, index)),
    entrances: slotAt(slots.entrances, index),
    exits: slotAt(slots.exits, index),
    onlineMs: slotAt(slots.onlineMs, index),
    capped: slotAt(slots.capped, index) === 1,
  }
}

function rollUpRuns(told: SpaceHistory, runs: readonly SlotRun[]): Rollup[] {
  return Array.from({ length: BUCKETS }, (_, bucket) => {
    const spans = runs
      .filter((run) => run.bucket === bucket)
      .map(({ from, until }) => ({
        start: Math.max(from, FIRST_SLOT) * SLOT_MS,
        end: Math.min(until, FIRST_SLOT + SLOTS) * SLOT_MS,
      }))
    return rollUpSpans(
      told,
      spans.filter(({ start, end }) => start < end),
    )
  })
}

function rollupsOf(table: RollupTable): Rollup[] {
  return Array.from({ length: table.buckets }, (_, bucket) => table.rollup(bucket))
}

function pick(rollup: Rollup, names: readonly SlotColumnName[]): Partial<Rollup> {
  return Object.fromEntries(names.map((name) => [name, rollup[name]]))
}
