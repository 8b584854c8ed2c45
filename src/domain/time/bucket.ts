import type { EpochMs, Interval } from './interval.ts'

/** One row of an answer: the time it is about. */
export interface Bucket {
  /** When the bucket starts: the later of its own start and the start of what was asked for. */
  readonly start: EpochMs
  /** When it ends: the earliest of its own end, the end of what was asked for, and now. */
  readonly end: EpochMs
  /**
   * What a pooled bucket is of: the weekday (0 = Sunday), the hour, or the hour of the week (0 = Sunday's first);
   * `null` for every other resolution.
   */
  readonly pool: number | null
  /** The time inside: within the range and the hours asked for, not in the future. Ascending, never touching. */
  readonly spans: readonly Interval[]
  /** Sum of the lengths of `spans`; never 0. */
  readonly lengthMs: number
}
