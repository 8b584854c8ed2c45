import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Steps } from '../domain/steps.ts'

/** How long a piece of work may hold the event loop before others get their turn. */
const TURN_MS = 5

/**
 * Paces long work on the main thread: awaiting `breathe` gives way to everything else that is waiting, whenever
 * {@link TURN_MS} have passed since it last did, and costs next to nothing otherwise.
 */
export class Pacing {
  readonly #signal: AbortSignal | null
  #since = performance.now()

  /** `signal` ends the work: what is awaited next rejects with its reason. */
  constructor(signal?: AbortSignal) {
    this.#signal = signal ?? null
  }

  async breathe(): Promise<void> {
    if (performance.now() - this.#since < TURN_MS) return
    await nextTurn()
    this.#signal?.throwIfAborted()
    this.#since = performance.now()
  }

  /** Does long work step by step, giving way in between. */
  async through<T>(steps: Steps<T>): Promise<T> {
    for (;;) {
      const step = steps.next()
      if (step.done === true) return step.value
      await this.breathe()
    }
  }
}
