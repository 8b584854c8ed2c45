/** A moment: milliseconds since 1970-01-01T00:00:00Z. The only time inside the system. */
export type EpochMs = number

/** A half-open span of time, `[start, end)`. */
export interface Interval {
  readonly start: EpochMs
  readonly end: EpochMs
}

/** Length of a second, in milliseconds. */
export const SECOND_MS = 1_000
/** Length of a minute, in milliseconds. */
export const MINUTE_MS = 60_000
/** Length of an hour, in milliseconds. */
export const HOUR_MS = 3_600_000
/** Length of a UTC day, in milliseconds. */
export const DAY_MS = 86_400_000
/** Length of a rollup slot: every UTC offset in use today is a multiple of it. */
export const SLOT_MS = 900_000
/** Number of slots in a UTC day. */
export const SLOTS_PER_DAY = 96

/** Milliseconds that two intervals share; 0 when they do not meet. */
export function overlapMs(a: Interval, b: Interval): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
}

/** The part that two intervals share, or `null` when they do not meet. */
export function intersect(a: Interval, b: Interval): Interval | null {
  const start = Math.max(a.start, b.start)
  const end = Math.min(a.end, b.end)
  return start < end ? { start, end } : null
}

/** Length of an interval in milliseconds. */
export function lengthMs(interval: Interval): number {
  return interval.end - interval.start
}
