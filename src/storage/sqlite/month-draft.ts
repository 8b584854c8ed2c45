import { type SlotColumn, slotColumnNames } from '../../domain/occupancy/slots.ts'
import { type Day, firstSlotOf } from '../../domain/time/day.ts'
import { SLOTS_PER_DAY } from '../../domain/time/interval.ts'
import type { SlotDay } from '../rollup-store.ts'
import { type Block, type BlockKey, encodeBlock } from './block-codec.ts'
import { firstDayOf, firstSlotOfMonth } from './month.ts'

/** A month's slots while days of it are being replaced. */
export class MonthDraft {
  readonly #key: BlockKey
  readonly #firstDay: Day
  readonly #days: number
  /** In the order of `slotColumnNames`, over the whole month. */
  readonly #columns: readonly Float64Array[]

  /** Begins with what a block holds, or with nothing. */
  constructor(key: BlockKey, block: Block | null) {
    this.#key = key
    this.#firstDay = firstDayOf(key.month)
    this.#days = firstDayOf(key.month + 1) - this.#firstDay
    this.#columns = slotColumnNames.map(() => new Float64Array(this.#days * SLOTS_PER_DAY))
    if (block === null) return
    const columns = block.columns(slotColumnNames)
    const offset = block.firstSlot - firstSlotOfMonth(key.month)
    for (const [index, name] of slotColumnNames.entries())
      copyInto(this.#columns[index], offset, columns[name])
  }

  /** Replaces one day, which must lie in the month. */
  set({ day, slots }: SlotDay): void {
    const offset = firstSlotOf(day - this.#firstDay)
    for (const [index, name] of slotColumnNames.entries()) {
      const column = slots[name]
      if (column.length !== SLOTS_PER_DAY)
        throw new RangeError(`Column ${name} of day ${day} has ${column.length} slots instead of 96.`)
      copyInto(this.#columns[index], offset, column)
    }
  }

  /** The block of the days that hold anything, from the first to the last; `null` when none does. */
  encode(): Buffer | null {
    let first = 0
    while (first < this.#days && this.#isEmpty(first)) first++
    if (first === this.#days) return null
    let until = this.#days
    while (this.#isEmpty(until - 1)) until--
    const columns = this.#columns.map((column) => column.subarray(firstSlotOf(first), firstSlotOf(until)))
    return encodeBlock({ ...this.#key, firstDay: first, days: until - first, columns })
  }

  #isEmpty(day: number): boolean {
    const [from, until] = [firstSlotOf(day), firstSlotOf(day + 1)]
    return this.#columns.every((column) => {
      for (let slot = from; slot < until; slot++) if (column[slot] !== 0) return false
      return true
    })
  }
}

function copyInto(target: Float64Array | undefined, offset: number, column: SlotColumn): void {
  if ('constant' in column) target?.fill(column.constant, offset, offset + column.length)
  else target?.set(column, offset)
}
