import { setImmediate as nextTurn } from 'node:timers/promises'

/** How long a piece of work may hold the event loop before others get their turn. */
const TURN_MS = 5

/**
 * Paces long work on the main thread: awaiting `breathe` gives way to everything else that is waiting, whenever
 * {@link TURN_MS} have passed since it last did, and costs next to nothing otherwise.
 */
export class Pacing {
  #since = performance.now()

  async breathe(): Promise<void> {
    if (performance.now() - this.#since < TURN_MS) return
    await nextTurn()
    this.#since = performance.now()
  }
}
