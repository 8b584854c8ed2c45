import type { EpochMs, Interval } from './interval.ts'

/** One row of an answer: the time it is about. */
export interface Bucket {
  /** When the bucket starts: the later of its own start and the start of what was asked for. */
  readonly start: EpochMs
  /** The weekday (0 = Sunday) or hour that a pooled bucket is of; `null` for every other resolution. */
  readonly pool: number | null
  /** The time inside: within the range and the hours asked for, not in the future. Ascending, never touching. */
  readonly spans: readonly Interval[]
  /** Sum of the lengths of `spans`; never 0. */
  readonly lengthMs: number
}
