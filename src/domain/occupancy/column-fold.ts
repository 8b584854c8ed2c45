import { CELLS_PER_BUCKET, cellMerges, cellOf, greaterOf, lesserKnownOf, sumOf } from './rollup-table.ts'
import { type ArrayColumn, isConstant, type SlotColumn, type SlotColumnName, type SlotRun } from './slots.ts'

/** The part of a block of slots that runs cover, from the first that meets it to the last, gaps included. */
export interface CoveredPart {
  /** The part's first slot, counted from 1970-01-01T00:00Z. */
  readonly firstSlot: number
  /** Where in the block's columns the part starts. */
  readonly offset: number
  /** How many slots it has. */
  readonly length: number
  /** The runs, ascending. The first and the last may reach beyond the part. */
  readonly runs: readonly SlotRun[]
  /** The cells of the table that takes the runs' slots in. */
  readonly cells: Float64Array
}

/** Merges one column of the slots that the runs of a part have in it into the cells of their buckets. */
export function foldColumn(name: SlotColumnName, column: SlotColumn, part: CoveredPart): void {
  if (isConstant(column)) foldConstant(name, column.constant, part)
  else loops[name](doublesOf(column, part), part, cellOf[name])
}

type Loop = (values: Float64Array, part: CoveredPart, cell: number) => void

const loops: Readonly<Record<SlotColumnName, Loop>> = {
  observedMs: sumRuns,
  occupiedMs: sumRuns,
  personMs: sumRuns,
  peak: takeGreatest,
  low: takeLeastKnown,
  entrances: sumRuns,
  exits: sumRuns,
  onlineMs: sumRuns,
  capped: takeGreatest,
}

let doubles = new Float64Array(0)

/**
 * The part of a column as doubles, valid until the next call. Copying is native and costs a quarter of adding; in
 * return each loop below sees one array type only, which makes it faster than one that takes all four.
 */
function doublesOf(column: ArrayColumn, { offset, length }: CoveredPart): Float64Array {
  const values = length === column.length ? column : column.subarray(offset, offset + length)
  if (values instanceof Float64Array) return values
  if (doubles.length < length) doubles = new Float64Array(length)
  doubles.set(values)
  return doubles
}

function sumRuns(values: Float64Array, part: CoveredPart, cell: number): void {
  const { firstSlot, length, runs, cells } = part
  for (const run of runs) {
    const until = Math.min(run.until - firstSlot, length)
    let index = Math.max(run.from - firstSlot, 0)
    // Four sums side by side, as each addition to one sum has to wait for the one before.
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (; index + 3 < until; index += 4) {
      a += values[index] as number
      b += values[index + 1] as number
      c += values[index + 2] as number
      d += values[index + 3] as number
    }
    for (; index < until; index++) a += values[index] as number
    const target = run.bucket * CELLS_PER_BUCKET + cell
    cells[target] = (cells[target] as number) + a + b + c + d
  }
}

function takeGreatest(values: Float64Array, part: CoveredPart, cell: number): void {
  const { firstSlot, length, runs, cells } = part
  for (const run of runs) {
    const until = Math.min(run.until - firstSlot, length)
    let greatest = 0
    for (let index = Math.max(run.from - firstSlot, 0); index < until; index++) {
      const value = values[index] as number
      if (value > greatest) greatest = value
    }
    const target = run.bucket * CELLS_PER_BUCKET + cell
    cells[target] = greaterOf(cells[target] as number, greatest)
  }
}

function takeLeastKnown(values: Float64Array, part: CoveredPart, cell: number): void {
  const { firstSlot, length, runs, cells } = part
  for (const run of runs) {
    const until = Math.min(run.until - firstSlot, length)
    let least = Number.POSITIVE_INFINITY
    for (let index = Math.max(run.from - firstSlot, 0); index < until; index++) {
      const value = values[index] as number
      if (value < least && value !== 0) least = value
    }
    const target = run.bucket * CELLS_PER_BUCKET + cell
    if (least < Number.POSITIVE_INFINITY) cells[target] = lesserKnownOf(cells[target] as number, least)
  }
}

function foldConstant(name: SlotColumnName, constant: number, part: CoveredPart): void {
  const { firstSlot, length, runs, cells } = part
  const merge = cellMerges[name]
  for (const run of runs) {
    const slots = Math.min(run.until - firstSlot, length) - Math.max(run.from - firstSlot, 0)
    const target = run.bucket * CELLS_PER_BUCKET + cellOf[name]
    const value = merge === sumOf ? constant * slots : constant
    if (slots > 0) cells[target] = merge(cells[target] as number, value)
  }
}
