import { eachInSteps, finish, type Steps } from '../steps.ts'
import type { Bucket } from './bucket.ts'
import {
  addCivilDays,
  addCivilMonths,
  hourOf,
  hourOfWeek,
  startOfDay,
  startOfMonth,
  startOfWeek,
  startOfYear,
  weekdayOf,
} from './civil.ts'
import { appendSpan } from './hour-spans.ts'
import { DAY_MS, HOUR_MS, type Interval, lengthMs } from './interval.ts'
import { labelStretches } from './label-stretches.ts'
import type { WallMs } from './moment.ts'
import {
  isLabelled,
  isPooled,
  type LabelResolution,
  labelWidths,
  type PooledResolution,
  type Resolution,
} from './resolution.ts'
import { type TimeRequest, timeInsideInSteps, untilNow } from './time-inside.ts'
import type { Zone } from './zone.ts'

/** Which buckets are wanted. */
export interface BucketRequest extends TimeRequest {
  readonly resolution: Resolution
}

/** What is pooled: all stretches of one label's width that have the same number. */
interface Pooling {
  readonly widthMs: number
  readonly poolOf: (wall: WallMs) => number
}

const poolings: Readonly<Record<PooledResolution, Pooling>> = {
  weekday: { widthMs: DAY_MS, poolOf: weekdayOf },
  hour_of_day: { widthMs: HOUR_MS, poolOf: hourOf },
  hour_of_week: { widthMs: HOUR_MS, poolOf: hourOfWeek },
}

/**
 * Cuts an interval into buckets of a zone's own hours, days, ISO weeks, months or years (density-v3.md §2, §10).
 * An hour or a shorter bucket has one local label and one UTC offset. Buckets are clipped to the interval and to
 * `now`; those with no time inside the hours are left out. Ascending by start, pooled ones by pool.
 */
export function cutBuckets(request: BucketRequest): readonly Bucket[] {
  return finish(cutBucketsInSteps(request))
}

/** {@link cutBuckets} in steps: a year has half a million minutes. */
export function* cutBucketsInSteps(request: BucketRequest): Steps<readonly Bucket[]> {
  const { zone, resolution } = request
  const window = untilNow(request)
  if (window === null) return []
  const inside = new SpanReader(yield* timeInsideInSteps(request))
  if (isPooled(resolution)) return yield* pooledBuckets(zone, window, poolings[resolution], inside)
  const buckets: Bucket[] = []
  yield* eachInSteps(pieces(zone, window, resolution), (piece) => {
    const spans = inside.take(piece)
    if (spans.length > 0) buckets.push(bucket(piece, null, spans))
  })
  return buckets
}

function* pooledBuckets(
  zone: Zone,
  window: Interval,
  { widthMs, poolOf }: Pooling,
  inside: SpanReader,
): Steps<readonly Bucket[]> {
  const pools = new Map<number, Interval[]>()
  yield* eachInSteps(labelStretches(zone, window, widthMs), (stretch) => {
    const pool = poolOf(stretch.label)
    const pooled = pools.get(pool) ?? []
    for (const span of inside.take(stretch)) appendSpan(pooled, span)
    if (pooled.length > 0) pools.set(pool, pooled)
  })
  return [...pools]
    .toSorted(([left], [right]) => left - right)
    .map(([pool, spans]) => bucket(window, pool, spans))
}

/** The buckets' own times, clipped to the window: ascending, and tiling it. */
function pieces(
  zone: Zone,
  window: Interval,
  resolution: Exclude<Resolution, PooledResolution>,
): Iterable<Interval> {
  if (isLabelled(resolution)) return labelStretches(zone, window, labelWidths[resolution])
  return longPieces(zone, window, resolution)
}

function longPieces(
  zone: Zone,
  window: Interval,
  resolution: Exclude<Resolution, PooledResolution | LabelResolution>,
): Iterable<Interval> {
  switch (resolution) {
    case 'total':
      return [window]
    case 'day':
      return calendarPieces(zone, window, startOfDay, (wall) => addCivilDays(wall, 1))
    case 'week':
      return calendarPieces(zone, window, startOfWeek, (wall) => addCivilDays(wall, 7))
    case 'month':
      return calendarPieces(zone, window, startOfMonth, (wall) => addCivilMonths(wall, 1))
    case 'year':
      return calendarPieces(zone, window, startOfYear, (wall) => addCivilMonths(wall, 12))
  }
}

function* calendarPieces(
  zone: Zone,
  window: Interval,
  startOf: (wall: WallMs) => WallMs,
  next: (wall: WallMs) => WallMs,
): Generator<Interval> {
  let start = window.start
  let wall = startOf(zone.wallOf(start))
  while (start < window.end) {
    wall = next(wall)
    const end = Math.min(zone.instantOf(wall), window.end)
    // A day that the calendar skipped has no time; one begun before clocks fell back over midnight began before `start`.
    if (end > start) {
      yield { start, end }
      start = end
    }
  }
}

/** Reads ascending spans piece by piece. */
class SpanReader {
  readonly #spans: readonly Interval[]
  #index = 0

  constructor(spans: readonly Interval[]) {
    this.#spans = spans
  }

  /** The parts of the spans inside a piece; each piece has to begin where the one before ended. */
  take(piece: Interval): readonly Interval[] {
    const taken: Interval[] = []
    for (;;) {
      const span = this.#spans[this.#index]
      if (span === undefined || span.start >= piece.end) return taken
      taken.push({ start: Math.max(span.start, piece.start), end: Math.min(span.end, piece.end) })
      if (span.end > piece.end) return taken
      this.#index += 1
    }
  }
}

function bucket({ start, end }: Interval, pool: number | null, spans: readonly Interval[]): Bucket {
  let length = 0
  for (const span of spans) length += lengthMs(span)
  return { start, end, pool, spans, lengthMs: length }
}
