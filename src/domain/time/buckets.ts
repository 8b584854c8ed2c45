import type { Bucket } from './bucket.ts'
import {
  addCivilDays,
  addCivilMonths,
  hourOf,
  startOfDay,
  startOfMonth,
  startOfWeek,
  startOfYear,
  weekdayOf,
} from './civil.ts'
import { appendSpan, hourSpans } from './hour-spans.ts'
import { DAY_MS, type EpochMs, HOUR_MS, type Interval, lengthMs, MINUTE_MS } from './interval.ts'
import { labelStretches } from './label-stretches.ts'
import type { WallMs } from './moment.ts'
import type { Resolution } from './resolution.ts'
import type { WeeklyHours } from './weekly-hours.ts'
import type { Zone } from './zone.ts'

/** Which buckets are wanted. */
export interface BucketRequest {
  readonly zone: Zone
  readonly interval: Interval
  readonly resolution: Resolution
  /** `null` for the whole week. */
  readonly hours: WeeklyHours | null
  /** Nothing at or after it is in any bucket. */
  readonly now: EpochMs
}

type PooledResolution = 'weekday' | 'hour_of_day'

/**
 * Cuts an interval into buckets of a zone's own hours, days, ISO weeks, months or years (density-v3.md §2, §10).
 * An hour or a shorter bucket has one local label and one UTC offset. Buckets are clipped to the interval and to
 * `now`; those with no time inside the hours are left out. Ascending by start, pooled ones by pool.
 */
export function cutBuckets(request: BucketRequest): readonly Bucket[] {
  const { zone, interval, resolution, hours, now } = request
  const window: Interval = { start: interval.start, end: Math.min(interval.end, now) }
  if (window.start >= window.end) return []
  const inside = new SpanReader(hours === null ? [window] : hourSpans(zone, window, hours))
  if (resolution === 'weekday' || resolution === 'hour_of_day') {
    return pooledBuckets(zone, window, resolution, inside)
  }
  const buckets: Bucket[] = []
  for (const piece of pieces(zone, window, resolution)) {
    const spans = inside.take(piece)
    if (spans.length > 0) buckets.push(bucket(piece.start, null, spans))
  }
  return buckets
}

function pooledBuckets(
  zone: Zone,
  window: Interval,
  resolution: PooledResolution,
  inside: SpanReader,
): readonly Bucket[] {
  const [widthMs, poolOf] =
    resolution === 'weekday' ? ([DAY_MS, weekdayOf] as const) : ([HOUR_MS, hourOf] as const)
  const pools = new Map<number, Interval[]>()
  for (const stretch of labelStretches(zone, window, widthMs)) {
    const pool = poolOf(stretch.label)
    const pooled = pools.get(pool) ?? []
    for (const span of inside.take(stretch)) appendSpan(pooled, span)
    if (pooled.length > 0) pools.set(pool, pooled)
  }
  return [...pools]
    .toSorted(([left], [right]) => left - right)
    .map(([pool, spans]) => bucket(window.start, pool, spans))
}

/** The buckets' own times, clipped to the window: ascending, and tiling it. */
function pieces(
  zone: Zone,
  window: Interval,
  resolution: Exclude<Resolution, PooledResolution>,
): Iterable<Interval> {
  switch (resolution) {
    case 'total':
      return [window]
    case 'minute':
      return labelStretches(zone, window, MINUTE_MS)
    case '5minute':
      return labelStretches(zone, window, 5 * MINUTE_MS)
    case '10minute':
      return labelStretches(zone, window, 10 * MINUTE_MS)
    case '15minute':
      return labelStretches(zone, window, 15 * MINUTE_MS)
    case 'hour':
      return labelStretches(zone, window, HOUR_MS)
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

function bucket(start: EpochMs, pool: number | null, spans: readonly Interval[]): Bucket {
  let length = 0
  for (const span of spans) length += lengthMs(span)
  return { start, pool, spans, lengthMs: length }
}
