/** Longest work between two breaths: short enough for the page to keep drawing. */
const WORK_MS = 12

/** Lets the page draw and answer in the middle of long work. */
export class Breather {
  #since = performance.now()

  /** Resolves at once while the work is short, and after the page had its turn when it has become long. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since < WORK_MS) return
    await turn()
    this.#since = performance.now()
  }
}

/**
 * Resolves once everything that waits had its turn. Timers would do too, but a page in the background gets one a
 * second.
 */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
