import { type Day, type DayRange, firstSlotOf } from '../../domain/time/day.ts'
import { DAY_MS, SLOTS_PER_DAY } from '../../domain/time/interval.ts'

/** A UTC month: whole months since 1970-01. Rollup blocks are kept by it. */
export type Month = number

/** A span of months, both ends inside. */
export interface MonthSpan {
  readonly first: Month
  readonly last: Month
}

/** The UTC month that a day belongs to. */
export function monthOf(day: Day): Month {
  const date = new Date(day * DAY_MS)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

/** The first day of a UTC month. */
export function firstDayOf(month: Month): Day {
  return Date.UTC(1970, month, 1) / DAY_MS
}

/** The first slot of a UTC month, counted from 1970-01-01T00:00Z. */
export function firstSlotOfMonth(month: Month): number {
  return firstSlotOf(firstDayOf(month))
}

/** The UTC month that a slot belongs to. */
export function monthOfSlot(slot: number): Month {
  return monthOf(Math.floor(slot / SLOTS_PER_DAY))
}

/** The months that a span of days touches, or `null` when it is empty. Endless spans give endless months. */
export function monthsTouched({ from, until }: DayRange): MonthSpan | null {
  if (from >= until) return null
  return {
    first: Number.isFinite(from) ? monthOf(from) : from,
    last: Number.isFinite(until) ? monthOf(until - 1) : until,
  }
}
