/**
 * What a bucket remembers about the time inside it.
 *
 * Rollups form a commutative monoid under {@link mergeRollups}: a day is the merge of its quarter-hours in any
 * order, so every engine may keep them at whatever grain suits it. Times are milliseconds.
 */
export interface Rollup {
  /** Time the count was known. */
  readonly observedMs: number
  /** Time the count was known and above 0. */
  readonly occupiedMs: number
  /** Sum of count × duration; divided by `observedMs` it gives average occupancy. */
  readonly personMs: number
  /** Highest count at any instant; `null` when nothing was observed. */
  readonly peak: number | null
  /** Lowest count at any instant; `null` when nothing was observed. */
  readonly low: number | null
  readonly entrances: number
  readonly exits: number
  /** Sum over the space's sensors of the time each was online. */
  readonly onlineMs: number
  /** Whether a sensor reached its ceiling. */
  readonly capped: boolean
}

/** The rollup of no time at all: merging it changes nothing. */
export const emptyRollup: Rollup = Object.freeze({
  observedMs: 0,
  occupiedMs: 0,
  personMs: 0,
  peak: null,
  low: null,
  entrances: 0,
  exits: 0,
  onlineMs: 0,
  capped: false,
})

/** The rollup of two disjoint stretches of time of one space. */
export function mergeRollups(a: Rollup, b: Rollup): Rollup {
  return {
    observedMs: a.observedMs + b.observedMs,
    occupiedMs: a.occupiedMs + b.occupiedMs,
    personMs: a.personMs + b.personMs,
    peak: a.peak === null ? b.peak : b.peak === null ? a.peak : Math.max(a.peak, b.peak),
    low: a.low === null ? b.low : b.low === null ? a.low : Math.min(a.low, b.low),
    entrances: a.entrances + b.entrances,
    exits: a.exits + b.exits,
    onlineMs: a.onlineMs + b.onlineMs,
    capped: a.capped || b.capped,
  }
}
