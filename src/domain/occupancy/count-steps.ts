import type { Interval } from '../time/interval.ts'
import type { SpaceHistory } from './segment.ts'

/** A span during which neither a space's count changed nor whether a sensor had reached its ceiling. */
export interface CountStep extends Interval {
  /** People; `null` while unknown. */
  readonly count: number | null
  readonly capped: boolean
}

/**
 * The steps of histories that follow each other, each beginning where the one before ended: they tile all of it,
 * and neighbours differ.
 */
export class CountSteps {
  readonly #steps: CountStep[] = []

  add(history: SpaceHistory): void {
    for (const { start, end, count, capped } of history.segments) {
      const last = this.#steps.at(-1)
      if (last?.count === count && last.capped === capped)
        this.#steps[this.#steps.length - 1] = { ...last, end }
      else this.#steps.push({ start, end, count, capped })
    }
  }

  /** All steps so far, ascending. */
  get all(): readonly CountStep[] {
    return this.#steps
  }
}
