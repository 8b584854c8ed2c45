import { RollupTable } from '../../domain/occupancy/rollup-table.ts'
import { addSlots, isEmpty } from '../../domain/occupancy/slot-fold.ts'
import {
  type SlotColumn,
  type SlotColumns,
  type SlotRun,
  slotColumnNames,
} from '../../domain/occupancy/slots.ts'
import type { SpaceKey } from '../../domain/portfolio/space.ts'
import { type Day, type DayRange, firstSlotOf } from '../../domain/time/day.ts'
import type { DayRanges } from '../../domain/time/day-ranges.ts'
import { SLOTS_PER_DAY } from '../../domain/time/interval.ts'
import type { RollupStore, SlotDay, SlotQuery } from '../rollup-store.ts'

/** Rollups in memory, day by day. */
export class MemoryRollupStore implements RollupStore {
  readonly #days = new Map<SpaceKey, ReadonlyMap<Day, SlotColumns>>()
  readonly #stale = new Map<SpaceKey, DayRanges>()

  /** How many (space, day) are kept. */
  get size(): number {
    return [...this.#days.values()].reduce((sum, days) => sum + days.size, 0)
  }

  async foldSlots({ spaces, buckets, columns }: SlotQuery): Promise<readonly RollupTable[]> {
    return spaces.map(({ space, runs }) => {
      const table = new RollupTable(buckets)
      for (const { day, slots } of this.#inside(space, daysOfRuns(runs)))
        addSlots(slots, firstSlotOf(day), runs, columns, table)
      return table
    })
  }

  async readDays(space: SpaceKey, days: DayRange): Promise<readonly SlotDay[]> {
    return this.#inside(space, days)
  }

  async writeDays(space: SpaceKey, days: readonly SlotDay[], stale: DayRanges): Promise<void> {
    const kept = new Map(this.#days.get(space))
    for (const { day, slots } of days) {
      const copy = copyOf(slots)
      if (isEmpty(copy)) kept.delete(day)
      else kept.set(day, copy)
    }
    this.#days.set(space, new Map([...kept].toSorted(([a], [b]) => a - b)))
    this.#replaceStale(space, stale)
  }

  async staleDays(): Promise<ReadonlyMap<SpaceKey, DayRanges>> {
    return new Map(this.#stale)
  }

  async markStale(stale: ReadonlyMap<SpaceKey, DayRanges>): Promise<void> {
    for (const [space, ranges] of stale) this.#replaceStale(space, ranges)
  }

  async remove(spaces: readonly SpaceKey[]): Promise<void> {
    for (const space of spaces) {
      this.#days.delete(space)
      this.#stale.delete(space)
    }
  }

  #inside(space: SpaceKey, { from, until }: DayRange): readonly SlotDay[] {
    return [...(this.#days.get(space) ?? [])]
      .filter(([day]) => day >= from && day < until)
      .map(([day, slots]) => ({ day, slots }))
  }

  #replaceStale(space: SpaceKey, ranges: DayRanges): void {
    if (ranges.length === 0) this.#stale.delete(space)
    else this.#stale.set(space, ranges)
  }
}

function daysOfRuns(runs: readonly SlotRun[]): DayRange {
  return {
    from: Math.floor((runs[0]?.from ?? 0) / SLOTS_PER_DAY),
    until: Math.ceil((runs.at(-1)?.until ?? 0) / SLOTS_PER_DAY),
  }
}

/** Columns of the store's own, as the caller may go on using its arrays. */
function copyOf(slots: SlotColumns): SlotColumns {
  const copy: Partial<Record<keyof SlotColumns, SlotColumn>> = {}
  for (const name of slotColumnNames) {
    const column = slots[name]
    if (column.length !== SLOTS_PER_DAY)
      throw new RangeError(`Column ${name} has ${column.length} slots instead of ${SLOTS_PER_DAY}.`)
    copy[name] = 'constant' in column ? { ...column } : column.slice()
  }
  return copy as SlotColumns
}
