import type { RollupTable } from '../domain/occupancy/rollup-table.ts'
import type { SlotColumnName, SlotColumns, SlotRun } from '../domain/occupancy/slots.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import type { Day, DayRange } from '../domain/time/day.ts'
import type { DayRanges } from '../domain/time/day-ranges.ts'

/** The 96 slots of one space on one UTC day. */
export interface SlotDay {
  readonly day: Day
  readonly slots: SlotColumns
}

/** Which slots of which spaces to fold into how many buckets. */
export interface SlotQuery {
  /** Runs ascend. Spaces with the same runs should share one array. */
  readonly spaces: readonly { readonly space: SpaceKey; readonly runs: readonly SlotRun[] }[]
  readonly buckets: number
  /** Columns that are wanted; the others stay empty in the answer. */
  readonly columns: readonly SlotColumnName[]
}

/**
 * Rollups of 15-minute UTC slots, derived from the reading log and rebuilt from it at will.
 *
 * A day that is not stale is stored as its fold, or not at all when nothing was observed in it.
 */
export interface RollupStore {
  /** One table of `buckets` rows for each space of the query, in its order. Days never written read as empty. */
  foldSlots(query: SlotQuery): Promise<readonly RollupTable[]>

  /** The stored slots of a space on whole UTC days, ascending, days without any left out. */
  readDays(space: SpaceKey, days: DayRange): Promise<readonly SlotDay[]>

  /** Replaces whole days of a space and, in the same transaction, the list of its stale days. */
  writeDays(space: SpaceKey, days: readonly SlotDay[], stale: DayRanges): Promise<void>

  /** The stale days of every space that has any. */
  staleDays(): Promise<ReadonlyMap<SpaceKey, DayRanges>>

  /** Replaces the lists of stale days of some spaces, durably. */
  markStale(stale: ReadonlyMap<SpaceKey, DayRanges>): Promise<void>

  /** Forgets everything about some spaces. */
  remove(spaces: readonly SpaceKey[]): Promise<void>
}
