import { mergeOrder } from '../domain/occupancy/merge-order.ts'
import type { SlotRun } from '../domain/occupancy/slots.ts'
import { eachInSteps, finish, mapInSteps, type Steps } from '../domain/steps.ts'
import type { Bucket } from '../domain/time/bucket.ts'
import { type DayRange, daysCovering, intervalOfDays } from '../domain/time/day.ts'
import { type DayRanges, daysInside } from '../domain/time/day-ranges.ts'
import { type Interval, intersect, SLOT_MS } from '../domain/time/interval.ts'

/** A stretch of time that has to be folded from readings, and the bucket it goes into. */
export interface Piece extends Interval {
  readonly bucket: number
}

/** How to answer one space's buckets: `runs` from stored rollups, `pieces` from readings. Together they tile them. */
export interface SpacePlan {
  readonly runs: readonly SlotRun[]
  /** Ascending by start, never overlapping. */
  readonly pieces: readonly Piece[]
}

/**
 * Divides buckets into what stored rollups hold and what they do not: days that are stale, and edges that do not
 * fall on a slot's.
 */
export function planSpace(buckets: readonly Bucket[], stale: DayRanges): SpacePlan {
  return finish(planSpaceInSteps(buckets, stale))
}

/** {@link planSpace} in steps. */
export function* planSpaceInSteps(buckets: readonly Bucket[], stale: DayRanges): Steps<SpacePlan> {
  const runs: SlotRun[] = []
  const pieces: Piece[] = []
  yield* eachInSteps(spansOf(buckets), ({ span, bucket }) => planSpan(span, bucket, stale, runs, pieces))
  return {
    runs: yield* ascending(runs, ({ from }) => from),
    pieces: yield* ascending(pieces, ({ start }) => start),
  }
}

/** Items in order of their starts; those of one bucket are in order already. */
function* ascending<T>(items: readonly T[], startOf: (item: T) => number): Steps<readonly T[]> {
  const starts = yield* mapInSteps(items, startOf)
  const stretches = [0]
  yield* eachInSteps(starts, (start, index) => {
    if (start < (starts[index - 1] ?? start)) stretches.push(index)
  })
  if (stretches.length === 1) return items
  return yield* mapInSteps(yield* mergeOrder(starts, stretches), (index) => items[index] as T)
}

function* spansOf(buckets: readonly Bucket[]): Generator<{ span: Interval; bucket: number }> {
  for (const [bucket, { spans }] of buckets.entries()) for (const span of spans) yield { span, bucket }
}

function planSpan(span: Interval, bucket: number, stale: DayRanges, runs: SlotRun[], pieces: Piece[]): void {
  let from = span.start
  for (const days of daysInside(stale, daysCovering(span))) {
    const fresh = intersect(span, intervalOfDays(days))
    if (fresh === null) continue
    planClean({ start: from, end: fresh.start }, bucket, runs, pieces)
    pieces.push({ ...fresh, bucket })
    from = fresh.end
  }
  planClean({ start: from, end: span.end }, bucket, runs, pieces)
}

function planClean(span: Interval, bucket: number, runs: SlotRun[], pieces: Piece[]): void {
  if (span.start >= span.end) return
  const from = Math.ceil(span.start / SLOT_MS)
  const until = Math.floor(span.end / SLOT_MS)
  if (from >= until) {
    pieces.push({ ...span, bucket })
    return
  }
  if (span.start < from * SLOT_MS) pieces.push({ start: span.start, end: from * SLOT_MS, bucket })
  runs.push({ bucket, from, until })
  if (until * SLOT_MS < span.end) pieces.push({ start: until * SLOT_MS, end: span.end, bucket })
}

/** The pieces in groups that are worth folding together: neighbours within a few days of each other. */
export function groupPieces(pieces: readonly Piece[], daysPerFold: number): readonly (readonly Piece[])[] {
  return finish(groupPiecesInSteps(pieces, daysPerFold))
}

/** {@link groupPieces} in steps. */
export function* groupPiecesInSteps(
  pieces: readonly Piece[],
  daysPerFold: number,
): Steps<readonly (readonly Piece[])[]> {
  const groups: Piece[][] = []
  let group: Piece[] = []
  let days: DayRange = { from: 0, until: 0 }
  yield* eachInSteps(pieces, (piece) => {
    const covering = daysCovering(piece)
    const joins = group.length > 0 && covering.from <= days.until && covering.until - days.from <= daysPerFold
    if (joins) {
      group.push(piece)
      days = { from: days.from, until: Math.max(days.until, covering.until) }
    } else {
      group = [piece]
      groups.push(group)
      days = covering
    }
  })
  return groups
}
