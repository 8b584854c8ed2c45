import { isEmpty } from '../../domain/occupancy/slot-fold.ts'
import {
  type ArrayColumn,
  isConstant,
  type SlotColumn,
  type SlotColumnName,
  type SlotColumns,
  slotColumnNames,
} from '../../domain/occupancy/slots.ts'
import { type DayRange, firstSlotOf } from '../../domain/time/day.ts'
import { SLOTS_PER_DAY } from '../../domain/time/interval.ts'
import type { SlotDay } from '../rollup-store.ts'
import type { Block } from './block-codec.ts'

/** The days of a block that lie in a range and hold anything, as views into it. */
export function daysOfBlock(block: Block, { from, until }: DayRange): readonly SlotDay[] {
  const columns = block.columns(slotColumnNames)
  const days: SlotDay[] = []
  const last = Math.min(until, block.firstDay + block.days)
  for (let day = Math.max(from, block.firstDay); day < last; day++) {
    const slots = dayOfColumns(columns, firstSlotOf(day - block.firstDay))
    if (!isEmpty(slots)) days.push({ day, slots })
  }
  return days
}

function dayOfColumns(columns: SlotColumns, from: number): SlotColumns {
  const day = {} as Record<SlotColumnName, SlotColumn>
  for (const name of slotColumnNames) day[name] = dayOfColumn(columns[name], from)
  return day
}

function dayOfColumn(column: SlotColumn, from: number): SlotColumn {
  if (isConstant(column)) return { constant: column.constant, length: SLOTS_PER_DAY }
  return (column satisfies ArrayColumn).subarray(from, from + SLOTS_PER_DAY)
}
