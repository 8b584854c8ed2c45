import { type Interval, overlapMs } from '../time/interval.ts'
import { segmentsOver } from './roll-up.ts'
import type { SpaceHistory } from './segment.ts'

/** How long a space had some count. */
export interface CountDuration {
  readonly count: number
  readonly durationMs: number
}

/** How long a space had each count, over all the time that is added. Unknown time adds nothing. */
export class Distribution {
  readonly #durations = new Map<number, number>()

  /** Adds the parts of a history that lie inside some spans, which must not overlap each other. */
  add(history: SpaceHistory, spans: readonly Interval[]): void {
    for (const span of spans) {
      for (const segment of segmentsOver(history, span)) {
        const { count } = segment
        if (count === null) continue
        this.#durations.set(count, (this.#durations.get(count) ?? 0) + overlapMs(segment, span))
      }
    }
  }

  /** Every count there was, ascending. */
  get counts(): readonly CountDuration[] {
    return [...this.#durations]
      .map(([count, durationMs]) => ({ count, durationMs }))
      .toSorted((a, b) => a.count - b.count)
  }

  /** The time during which the count was known: the sum of all durations. */
  get observedMs(): number {
    return this.counts.reduce((sum, { durationMs }) => sum + durationMs, 0)
  }
}
