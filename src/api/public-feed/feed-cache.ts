import type { EpochMs } from '../../domain/time/interval.ts'
import { BoundedCache } from '../../identity/bounded-cache.ts'

/** How long an answer is given again, and how many are kept. */
export interface FeedCacheOptions {
  readonly lifetimeMs: number
  readonly limit: number
  readonly clock: () => EpochMs
}

interface Kept<T> {
  readonly basis: readonly unknown[]
  readonly from: EpochMs
  readonly answer: Promise<T>
}

/**
 * Answers that were worked out a moment ago. Many who ask at once share one piece of work; what is not resting on
 * the same things any more, or is too old, is worked out anew.
 */
export class FeedCache<T> {
  readonly #options: FeedCacheOptions
  readonly #kept: BoundedCache<Kept<T>>

  constructor(options: FeedCacheOptions) {
    this.#options = options
    this.#kept = new BoundedCache(options.limit)
  }

  /** The answer under a key, which rests on `basis`; a failure is not kept. */
  get(key: string, basis: readonly unknown[], work: () => Promise<T>): Promise<T> {
    const now = this.#options.clock()
    const kept = this.#kept.get(key)
    if (kept !== undefined && this.#isFresh(kept, basis, now)) return kept.answer
    const answer = work()
    this.#kept.set(key, { basis, from: now, answer })
    answer.catch(() => {
      if (this.#kept.get(key)?.answer === answer) this.#kept.set(key, { basis: [], from: -Infinity, answer })
    })
    return answer
  }

  #isFresh({ basis: known, from }: Kept<T>, basis: readonly unknown[], now: EpochMs): boolean {
    const isYoung = from <= now && now < from + this.#options.lifetimeMs
    return isYoung && basis.length === known.length && basis.every((each, index) => each === known[index])
  }
}
