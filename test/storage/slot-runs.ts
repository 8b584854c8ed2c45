import fc from 'fast-check'
import { emptyRollup, mergeRollups, type Rollup } from '../../src/domain/occupancy/rollup.ts'
import { type SlotRun, slotAt, slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import type { SlotDay } from '../../src/storage/rollup-store.ts'

/** 2024-01-31, as a day since 1970-01-01. */
export const LAST_OF_JANUARY = 19_753

/** Ascending runs that do not overlap, around the turn of a month. */
export const anyRuns: fc.Arbitrary<readonly SlotRun[]> = fc
  .array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 120 }), fc.nat(3)), { maxLength: 8 })
  .map((parts) => {
    let from = (LAST_OF_JANUARY - 1) * 96
    return parts.map(([gap, length, bucket]) => {
      const start = from + gap
      from = start + length
      return run(bucket, start, from)
    })
  })

/** A run of slots. */
export function run(bucket: number, from: number, until: number): SlotRun {
  return { bucket, from, until }
}

/** The days that hold anything, ascending. */
export function held(days: readonly SlotDay[]): readonly SlotDay[] {
  return days
    .filter(({ slots }) =>
      slotColumnNames.some((name) =>
        Array.from({ length: 96 }, (_, at) => slotAt(slots[name], at)).some((value) => value !== 0),
      ),
    )
    .toSorted((a, b) => a.day - b.day)
}

/** The slow way to an answer: a rollup of each slot, merged one after the other. */
export function mergedSlots(days: readonly SlotDay[], runs: readonly SlotRun[]): Rollup {
  let merged = emptyRollup
  for (const { from, until } of runs) {
    for (let slot = from; slot < until; slot++) {
      const day = days.find((one) => one.day === Math.floor(slot / 96))
      if (day !== undefined) merged = mergeRollups(merged, slotRollup(day, slot % 96))
    }
  }
  return merged
}

function slotRollup({ slots }: SlotDay, at: number): Rollup {
  const [peak, low] = [slotAt(slots.peak, at), slotAt(slots.low, at)]
  return {
    observedMs: slotAt(slots.observedMs, at),
    occupiedMs: slotAt(slots.occupiedMs, at),
    personMs: slotAt(slots.personMs, at),
    peak: peak === 0 ? null : peak - 1,
    low: low === 0 ? null : low - 1,
    entrances: slotAt(slots.entrances, at),
    exits: slotAt(slots.exits, at),
    onlineMs: slotAt(slots.onlineMs, at),
    capped: slotAt(slots.capped, at) === 1,
  }
}
