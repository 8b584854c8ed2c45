import { CELLS_PER_BUCKET, RollupTable } from '../../domain/occupancy/rollup-table.ts'
import { addSlots } from '../../domain/occupancy/slot-fold.ts'
import type { SlotQuery } from '../rollup-store.ts'
import type { BlockReader } from './block-reader.ts'
import { RunMonths } from './run-months.ts'

/**
 * Folds stored slots as a query asks, over one connection: the cells of a `RollupTable` for each space of the
 * query, one after the other. Throws `DamagedBlock`.
 */
export function foldBlocks(
  reader: BlockReader,
  { spaces, buckets, columns }: SlotQuery,
): Float64Array<ArrayBuffer> {
  const width = buckets * CELLS_PER_BUCKET
  const cells = new Float64Array(spaces.length * width)
  const months = new RunMonths()
  for (const [index, { space, runs }] of spaces.entries()) {
    const table = new RollupTable(buckets, cells.subarray(index * width, (index + 1) * width))
    for (const span of months.of(runs))
      for (const block of reader.readAll(space, span))
        addSlots(block.columns(columns), block.firstSlot, runs, columns, table)
  }
  return cells
}

/** The tables that `foldBlocks` wrote one after the other for a query. */
export function tablesOf(cells: Float64Array, { spaces, buckets }: SlotQuery): readonly RollupTable[] {
  const width = buckets * CELLS_PER_BUCKET
  return spaces.map(
    (_, index) => new RollupTable(buckets, cells.subarray(index * width, (index + 1) * width)),
  )
}
