import type { Writable } from 'node:stream'

const WIDTH = 28
const REDRAW_MS = 100
const LINE_MS = 5_000
/** Moves to the beginning of the line and clears it. */
const CLEAR = '\r\u001B[2K'

/** Tells how far something has come: as a bar on a terminal, else as a plain line now and then. */
export class Progress {
  readonly #label: string
  readonly #out: Writable & { readonly isTTY?: boolean }
  #drawnAt: number
  #isDrawn = false

  constructor(label: string, out: Writable & { readonly isTTY?: boolean }) {
    this.#label = label
    this.#out = out
    // Something short is not worth a line; a bar shows from the start.
    this.#drawnAt = out.isTTY === true ? Number.NEGATIVE_INFINITY : performance.now()
  }

  /** `total` is 0 when it is not known; `detail` is said behind the bar. */
  update(done: number, total: number, detail = ''): void {
    const now = performance.now()
    const isTerminal = this.#out.isTTY === true
    if (now - this.#drawnAt < (isTerminal ? REDRAW_MS : LINE_MS)) return
    this.#drawnAt = now
    this.#isDrawn = true
    this.#out.write(
      isTerminal ? `${CLEAR}${this.#bar(done, total)} ${detail}` : `${this.#line(done, total)} ${detail}\n`,
    )
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#isDrawn && this.#out.isTTY === true) this.#out.write(CLEAR)
    this.#isDrawn = false
  }

  #bar(done: number, total: number): string {
    const filled = Math.round(WIDTH * shareOf(done, total))
    return `${this.#label} [${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)}] ${percentOf(done, total)}`
  }

  #line(done: number, total: number): string {
    return `${this.#label}: ${percentOf(done, total)}`
  }
}

function shareOf(done: number, total: number): number {
  return total <= 0 ? 0 : Math.min(1, done / total)
}

function percentOf(done: number, total: number): string {
  return total <= 0 ? '' : `${Math.floor(100 * shareOf(done, total))} %`
}
