import { finished } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { overloaded } from '../domain/errors.ts'

/** Rows of all answers that may be in memory at once; a row costs some 400 bytes until it is sent. */
const MAX_ROWS = 2_000_000
/** Answers that may wait for their rows. */
const MAX_WAITING = 64
const MAX_WAIT_MS = 30_000

interface Waiting {
  readonly rows: number
  readonly begin: () => void
}

/**
 * What all answers share: the rows that may be held in memory at once. An answer that does not fit beside the others waits
 * for its turn, in order of arrival.
 */
export class AnswerBudget {
  readonly #maxRows: number
  readonly #maxWaitMs: number
  readonly #queue: Waiting[] = []
  #rows = 0

  constructor({ maxRows = MAX_ROWS, maxWaitMs = MAX_WAIT_MS } = {}) {
    this.#maxRows = maxRows
    this.#maxWaitMs = maxWaitMs
  }

  /** Rows that are in memory now, for figures. */
  get rows(): number {
    return this.#rows
  }

  /** Answers that wait for their turn, for figures. */
  get waiting(): number {
    return this.#queue.length
  }

  /**
   * Resolves once there is room for an answer's rows, which are given back when `reply` is sent or its client has gone.
   * Rejects as `overloaded` when too many wait, or for too long, and when the client goes while it waits.
   */
  async take(rows: number, reply: FastifyReply): Promise<void> {
    const charged = Math.min(rows, this.#maxRows)
    if (this.#queue.length > 0 || !this.#fits(charged)) await this.#wait(charged, reply)
    else this.#rows += charged
    finished(reply.raw, () => this.#giveBack(charged))
  }

  #fits(rows: number): boolean {
    return this.#rows + rows <= this.#maxRows
  }

  #wait(rows: number, reply: FastifyReply): Promise<void> {
    if (this.#queue.length >= MAX_WAITING) return Promise.reject(busy())
    return new Promise((resolve, reject) => {
      const waiting = {
        rows,
        begin: () => {
          clearTimeout(timer)
          ignoreClient()
          resolve()
        },
      }
      const giveUp = () => {
        clearTimeout(timer)
        ignoreClient()
        this.#queue.splice(this.#queue.indexOf(waiting), 1)
        reject(busy())
        this.#begin()
      }
      const timer = setTimeout(giveUp, this.#maxWaitMs)
      const ignoreClient = finished(reply.raw, giveUp)
      this.#queue.push(waiting)
    })
  }

  #giveBack(rows: number): void {
    this.#rows -= rows
    this.#begin()
  }

  #begin(): void {
    for (let next = this.#queue[0]; next !== undefined && this.#fits(next.rows); next = this.#queue[0]) {
      this.#queue.shift()
      this.#rows += next.rows
      next.begin()
    }
  }
}

function busy(): Error {
  return overloaded('Other large answers are being made. Try again, or ask for fewer rows.')
}
