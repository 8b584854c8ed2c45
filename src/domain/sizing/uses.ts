import { segmentsOver } from '../occupancy/roll-up.ts'
import type { SpaceHistory } from '../occupancy/segment.ts'
import { type Interval, intersect } from '../time/interval.ts'

/** One use of a space: presence without a break, as far as it lies inside the time asked about. */
export interface Use extends Interval {
  /** The most people at any instant of it. */
  readonly peak: number
  /** Whether a sensor reached its ceiling in it: `peak` is then "at least". */
  readonly capped: boolean
}

/**
 * Finds the uses in histories that are added in ascending order. Unknown time ends a use, and so does the edge of the
 * spans, unless the next span begins where the one before ended.
 */
export class Uses {
  readonly #uses: Use[] = []

  /** Adds the parts of a history that lie inside some spans, which ascend and do not overlap. */
  add(history: SpaceHistory, spans: readonly Interval[]): void {
    for (const span of spans) {
      for (const segment of segmentsOver(history, span)) {
        const { count, capped } = segment
        const inside = intersect(segment, span)
        if (inside !== null && count !== null && count > 0) this.#extend({ ...inside, peak: count, capped })
      }
    }
  }

  /** The uses of at least some milliseconds, ascending. */
  lasting(shortestMs: number): readonly Use[] {
    return this.#uses.filter(({ start, end }) => end - start >= shortestMs)
  }

  #extend(part: Use): void {
    const last = this.#uses.at(-1)
    if (last?.end !== part.start) this.#uses.push(part)
    else {
      this.#uses[this.#uses.length - 1] = {
        start: last.start,
        end: part.end,
        peak: Math.max(last.peak, part.peak),
        capped: last.capped || part.capped,
      }
    }
  }
}
