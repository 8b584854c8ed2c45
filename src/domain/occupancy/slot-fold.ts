import { type Day, dayStart } from '../time/day.ts'
import { DAY_MS, type Interval, SLOT_MS, SLOTS_PER_DAY } from '../time/interval.ts'
import { foldColumn } from './column-fold.ts'
import { flowsIn, segmentsOver } from './roll-up.ts'
import { greaterOf, lesserKnownOf, type RollupTable } from './rollup-table.ts'
import type { Flow, Segment, SpaceHistory } from './segment.ts'
import {
  isConstant,
  type SlotColumn,
  type SlotColumnName,
  type SlotColumns,
  type SlotRun,
  slotColumnNames,
} from './slots.ts'
import { sortedStretch } from './sorted-stretch.ts'

/** The 96 slots of a UTC day, before they are packed: every column value by value. */
export type DaySlots = Readonly<Record<SlotColumnName, Float64Array>>

/**
 * The 15-minute slots of a UTC day: each holds what `rollUp` says of it. The history must cover that day; it may
 * cover more.
 */
export function slotsOfDay(history: SpaceHistory, day: Day): DaySlots {
  const slots = Object.fromEntries(
    slotColumnNames.map((name) => [name, new Float64Array(SLOTS_PER_DAY)]),
  ) as DaySlots
  const within = { start: dayStart(day), end: dayStart(day) + DAY_MS }
  for (const segment of segmentsOver(history, within)) addSegment(slots, segment, within)
  for (const flow of flowsIn(history, within)) addFlow(slots, flow, within)
  return slots
}

/** Whether nothing at all is in some slots: never observed, nobody passed, no sensor online. */
export function isEmpty(slots: SlotColumns): boolean {
  return slotColumnNames.every((name) => isZero(slots[name]))
}

/**
 * Adds to `table` all slots of `runs` that lie inside the block `slots`, whose first slot is `firstSlot`. Runs
 * ascend and never overlap. Takes in the `columns` only; the others of the table stay as they are.
 */
export function addSlots(
  slots: SlotColumns,
  firstSlot: number,
  runs: readonly SlotRun[],
  columns: readonly SlotColumnName[],
  table: RollupTable,
): void {
  const end = firstSlot + slots.observedMs.length
  const inside = sortedStretch(
    runs,
    (run) => run.until <= firstSlot,
    (run) => run.from >= end,
  )
  const first = inside[0]
  const last = inside.at(-1)
  if (first === undefined || last === undefined) return
  const from = Math.max(first.from, firstSlot)
  const part = {
    firstSlot: from,
    offset: from - firstSlot,
    length: Math.min(last.until, end) - from,
    runs: inside,
    cells: table.cells,
  }
  for (const name of columns) foldColumn(name, slots[name], part)
}

function isZero(column: SlotColumn): boolean {
  if (isConstant(column)) return column.constant === 0
  return column.every((value: number) => value === 0)
}

function addSegment(slots: DaySlots, segment: Segment, within: Interval): void {
  const from = Math.max(segment.start, within.start) - within.start
  const until = Math.min(segment.end, within.end) - within.start
  for (let slot = Math.floor(from / SLOT_MS); slot * SLOT_MS < until; slot++) {
    const durationMs = Math.min(until, (slot + 1) * SLOT_MS) - Math.max(from, slot * SLOT_MS)
    add(slots.onlineMs, slot, segment.online * durationMs)
    if (segment.capped) slots.capped[slot] = 1
    if (segment.count !== null) addCount(slots, slot, segment.count, durationMs)
  }
}

function addCount(slots: DaySlots, slot: number, count: number, durationMs: number): void {
  add(slots.observedMs, slot, durationMs)
  if (count > 0) add(slots.occupiedMs, slot, durationMs)
  add(slots.personMs, slot, count * durationMs)
  slots.peak[slot] = greaterOf(slots.peak[slot] as number, count + 1)
  slots.low[slot] = lesserKnownOf(slots.low[slot] as number, count + 1)
}

function addFlow(slots: DaySlots, flow: Flow, within: Interval): void {
  const slot = Math.floor((flow.at - within.start) / SLOT_MS)
  add(slots.entrances, slot, flow.entrances)
  add(slots.exits, slot, flow.exits)
}

function add(column: Float64Array, slot: number, amount: number): void {
  column[slot] = (column[slot] as number) + amount
}
