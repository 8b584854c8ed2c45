import type { EpochMs } from './interval.ts'

/**
 * A wall-clock reading without a zone, as the milliseconds since the epoch that it would be in UTC:
 * `2024-03-10T02:30:00` is `Date.UTC(2024, 2, 10, 2, 30)`.
 */
export type WallMs = number

/** A moment as a caller names it: an instant, or a wall clock that means another instant in each zone. */
export type Moment =
  | { readonly kind: 'instant'; readonly at: EpochMs }
  | { readonly kind: 'wall'; readonly at: WallMs }

/** From `start` up to but without `end`. */
export interface MomentRange {
  readonly start: Moment
  readonly end: Moment
}
