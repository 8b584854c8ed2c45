import type { DayRange } from './day.ts'

/** Days in ascending order, never touching or overlapping each other. */
export type DayRanges = readonly DayRange[]

/** The union of `ranges` and one more span. */
export function addDays(ranges: DayRanges, added: DayRange): DayRanges {
  if (added.from >= added.until) return ranges
  const covering = ranges.find((range) => range.from <= added.from && added.until <= range.until)
  if (covering !== undefined) return ranges
  const before = ranges.filter((range) => range.until < added.from)
  const after = ranges.filter((range) => range.from > added.until)
  const touching = ranges.slice(before.length, ranges.length - after.length)
  const from = Math.min(added.from, ...touching.map((range) => range.from))
  const until = Math.max(added.until, ...touching.map((range) => range.until))
  return [...before, { from, until }, ...after]
}

/** What is left of `ranges` without the days of `removed`. */
export function removeDays(ranges: DayRanges, removed: DayRange): DayRanges {
  if (removed.from >= removed.until) return ranges
  const kept: DayRange[] = []
  for (const range of ranges) {
    if (range.from < removed.from) kept.push({ from: range.from, until: Math.min(range.until, removed.from) })
    if (range.until > removed.until)
      kept.push({ from: Math.max(range.from, removed.until), until: range.until })
  }
  return kept
}

/** The days of `ranges` that lie inside `window`. */
export function daysInside(ranges: DayRanges, window: DayRange): DayRanges {
  const inside: DayRange[] = []
  for (const range of ranges) {
    const from = Math.max(range.from, window.from)
    const until = Math.min(range.until, window.until)
    if (from < until) inside.push({ from, until })
  }
  return inside
}

/** The days of `window` that are not in `ranges`. */
export function daysOutside(ranges: DayRanges, window: DayRange): DayRanges {
  let outside: DayRanges = [window]
  for (const range of ranges) outside = removeDays(outside, range)
  return outside
}
