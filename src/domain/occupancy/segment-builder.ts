import type { EpochMs, Interval } from '../time/interval.ts'
import type { Flow, Segment } from './segment.ts'

/** The step function of a space's occupancy over an interval, and the count just before it. */
export interface OccupancyLine {
  readonly before: number | null
  readonly segments: readonly Segment[]
}

/** Takes states in order of time: at most one of an instant, unless they are the same. */
export interface OccupancySink {
  /** From `at` on this holds, until the next state. */
  put(at: EpochMs, count: number | null, online: number, capped: boolean): void
}

/**
 * Builds the segments of an interval: they tile it, and neighbours differ. States before it tell what holds as it
 * begins; until the first one nothing is known and nothing online. None may come at or after its end.
 */
export class SegmentBuilder implements OccupancySink {
  readonly #segments: Segment[] = []
  readonly #interval: Interval
  #before: number | null = null
  #since: EpochMs
  #count: number | null = null
  #online = 0
  #capped = false

  /** The interval must not be empty. */
  constructor(interval: Interval) {
    this.#interval = interval
    this.#since = interval.start
  }

  put(at: EpochMs, count: number | null, online: number, capped: boolean): void {
    if (count === this.#count && online === this.#online && capped === this.#capped) return
    if (at < this.#interval.start) this.#before = count
    else if (at > this.#since) this.#close(at)
    this.#count = count
    this.#online = online
    this.#capped = capped
  }

  /** Everything up to the interval's end. */
  finish(): OccupancyLine {
    this.#close(this.#interval.end)
    return { before: this.#before, segments: this.#segments }
  }

  #close(end: EpochMs): void {
    this.#segments.push({
      start: this.#since,
      end,
      count: this.#count,
      online: this.#online,
      capped: this.#capped,
    })
    this.#since = end
  }
}

/**
 * An interval's start moved back by the smallest step of time, so that a fold passes through the state that held
 * just before it.
 */
export function withInstantBefore(interval: Interval): Interval {
  return { start: interval.start - 1, end: interval.end }
}

/**
 * The rises and falls of a line, as flows: differences between two adjacent known counts. A first count and a
 * return from an outage are none (Occuspace v2, Metrics).
 */
export function risesOf({ before, segments }: OccupancyLine): readonly Flow[] {
  const flows: Flow[] = []
  let previous = before
  for (const { start, count } of segments) {
    if (count !== null && previous !== null && count !== previous) {
      const rise = count - previous
      flows.push({ at: start, entrances: Math.max(0, rise), exits: Math.max(0, -rise) })
    }
    previous = count
  }
  return flows
}
