import type { Rollup } from './rollup.ts'

/** A column of slots that all hold the same. */
export interface ConstantColumn {
  readonly constant: number
  readonly length: number
}

/** A column of slots, value by value. Which array type holds it is a matter of size only. */
export type ArrayColumn = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** One column of slots. How it is held is a matter of size only. */
export type SlotColumn = ArrayColumn | ConstantColumn

/**
 * Rollups of consecutive 15-minute slots, column by column, so that a fold runs over typed arrays.
 *
 * `peak` and `low` hold count + 1, and 0 where nothing was observed; `capped` holds 0 or 1.
 */
export interface SlotColumns {
  readonly observedMs: SlotColumn
  readonly occupiedMs: SlotColumn
  readonly personMs: SlotColumn
  readonly peak: SlotColumn
  readonly low: SlotColumn
  readonly entrances: SlotColumn
  readonly exits: SlotColumn
  readonly onlineMs: SlotColumn
  readonly capped: SlotColumn
}

/** The columns' names, in the order they are stored. */
export const slotColumnNames = [
  'observedMs',
  'occupiedMs',
  'personMs',
  'peak',
  'low',
  'entrances',
  'exits',
  'onlineMs',
  'capped',
] as const satisfies readonly (keyof SlotColumns & keyof Rollup)[]

export type SlotColumnName = (typeof slotColumnNames)[number]

/** A stretch of slots that goes into one bucket. Slots count from 1970-01-01T00:00Z; `until` is exclusive. */
export interface SlotRun {
  readonly bucket: number
  readonly from: number
  readonly until: number
}

/** Whether all slots of a column are held as one value. */
export function isConstant(column: SlotColumn): column is ConstantColumn {
  return 'constant' in column
}

/** The value of one slot of a column; `index` must be inside it. */
export function slotAt(column: SlotColumn, index: number): number {
  return isConstant(column) ? column.constant : (column[index] as number)
}

/** A `peak` or `low` as slots and tables hold it: count + 1, and 0 for nothing observed. */
export function encodeCount(count: number | null): number {
  return count === null ? 0 : count + 1
}

/** The count that {@link encodeCount} encoded. */
export function decodeCount(encoded: number): number | null {
  return encoded === 0 ? null : encoded - 1
}
