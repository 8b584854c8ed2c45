import type { EpochMs } from '../time/interval.ts'

/** A pass through things in order of time, at most one of an instant. */
export class InstantCursor<T extends { readonly at: EpochMs }> {
  readonly #items: readonly T[]
  #index = 0
  /** When the next thing is; `Infinity` after the last. */
  at: EpochMs

  constructor(items: readonly T[]) {
    this.#items = items
    this.at = items[0]?.at ?? Infinity
  }

  /** The next thing if it is of this instant, which it then moves past. */
  take(at: EpochMs): T | undefined {
    if (this.at !== at) return undefined
    const item = this.#items[this.#index++]
    this.at = this.#items[this.#index]?.at ?? Infinity
    return item
  }
}
