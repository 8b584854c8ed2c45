import type { EpochMs, Interval } from '../time/interval.ts'

/** A span during which nothing about a space changed. */
export interface Segment extends Interval {
  /** People; `null` while unknown (all sensors offline, or before the first count). */
  readonly count: number | null
  /** How many of the space's sensors could see. */
  readonly online: number
  /** Whether a sensor had reached its ceiling. */
  readonly capped: boolean
}

/** People who passed into and out of a space at one instant. */
export interface Flow {
  readonly at: EpochMs
  readonly entrances: number
  readonly exits: number
}

/**
 * What happened in a space during an interval.
 *
 * `segments` ascend and tile the interval exactly; two neighbours always differ. `flows` ascend, at most one an
 * instant, all inside the interval. With doorways they are crossings; without, the rises and falls between
 * adjacent known counts.
 */
export interface SpaceHistory extends Interval {
  /** The count that held just before `start`; `null` when it was unknown. */
  readonly before: number | null
  readonly segments: readonly Segment[]
  readonly flows: readonly Flow[]
}
