import type { Rollup } from './rollup.ts'
import { decodeCount, encodeCount, type SlotColumnName, slotColumnNames } from './slots.ts'

/** How many cells a bucket has: one for each column, in the order of `slotColumnNames`. */
export const CELLS_PER_BUCKET: number = slotColumnNames.length

/** Where each column's cell stands in a bucket's row. */
export const cellOf = Object.freeze(
  Object.fromEntries(slotColumnNames.map((name, index) => [name, index])),
) as Readonly<Record<SlotColumnName, number>>

/** Adds `b` to `a`: how the cells of lengths and flows merge. */
export function sumOf(a: number, b: number): number {
  return a + b
}

/** The greater of two cells: how an encoded `peak`, or `capped`, merges. */
export function greaterOf(a: number, b: number): number {
  return Math.max(a, b)
}

/** The lesser of two cells that is not 0, else 0: how an encoded `low` merges. */
export function lesserKnownOf(a: number, b: number): number {
  if (a === 0 || b === 0) return a + b
  return Math.min(a, b)
}

/** How two cells of a column become one. */
export const cellMerges: Readonly<Record<SlotColumnName, (a: number, b: number) => number>> = {
  observedMs: sumOf,
  occupiedMs: sumOf,
  personMs: sumOf,
  peak: greaterOf,
  low: lesserKnownOf,
  entrances: sumOf,
  exits: sumOf,
  onlineMs: sumOf,
  capped: greaterOf,
}

/** The columns whose merge is a sum. */
export const summedColumns = [
  'observedMs',
  'occupiedMs',
  'personMs',
  'entrances',
  'exits',
  'onlineMs',
] as const satisfies readonly SlotColumnName[]

/**
 * A row of rollup fields for each bucket, in one `Float64Array`, so that it can be summed without allocating and
 * handed between threads. Encodes `peak`, `low` and `capped` as slots do: count + 1, 0 for nothing observed.
 */
export class RollupTable {
  readonly buckets: number
  readonly cells: Float64Array

  /** `cells` as another table's, row after row; all zero when left out. */
  constructor(buckets: number, cells: Float64Array = new Float64Array(buckets * CELLS_PER_BUCKET)) {
    this.buckets = buckets
    this.cells = cells
  }

  /** Adds `amount` to a field that is summed. */
  add(bucket: number, column: SlotColumnName, amount: number): void {
    this.#mergeCell(bucket, column, amount)
  }

  /** Takes in the encoded extremes of more time: `peak` and `low` as count + 1, or 0 for none. */
  extend(bucket: number, peak: number, low: number, capped: boolean): void {
    this.#mergeCell(bucket, 'peak', peak)
    this.#mergeCell(bucket, 'low', low)
    this.#mergeCell(bucket, 'capped', capped ? 1 : 0)
  }

  /** Merges a rollup into a bucket. */
  merge(bucket: number, rollup: Rollup): void {
    for (const column of summedColumns) this.add(bucket, column, rollup[column])
    this.extend(bucket, encodeCount(rollup.peak), encodeCount(rollup.low), rollup.capped)
  }

  /** Merges another table of the same buckets, bucket by bucket. */
  mergeTable(other: RollupTable): void {
    for (const column of slotColumnNames) {
      const merge = cellMerges[column]
      for (let cell = cellOf[column]; cell < this.cells.length; cell += CELLS_PER_BUCKET) {
        this.cells[cell] = merge(this.cells[cell] as number, other.cells[cell] as number)
      }
    }
  }

  /** The rollup of a bucket. */
  rollup(bucket: number): Rollup {
    const cells = this.cells
    const row = bucket * CELLS_PER_BUCKET
    return {
      observedMs: cells[row + cellOf.observedMs] as number,
      occupiedMs: cells[row + cellOf.occupiedMs] as number,
      personMs: cells[row + cellOf.personMs] as number,
      peak: decodeCount(cells[row + cellOf.peak] as number),
      low: decodeCount(cells[row + cellOf.low] as number),
      entrances: cells[row + cellOf.entrances] as number,
      exits: cells[row + cellOf.exits] as number,
      onlineMs: cells[row + cellOf.onlineMs] as number,
      capped: cells[row + cellOf.capped] === 1,
    }
  }

  #mergeCell(bucket: number, column: SlotColumnName, value: number): void {
    const cell = bucket * CELLS_PER_BUCKET + cellOf[column]
    this.cells[cell] = cellMerges[column](this.cells[cell] as number, value)
  }
}
