import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Histories } from '../history/histories.ts'
import type { ReadingLog } from '../storage/reading-log.ts'

/** How often settled days are looked for. */
const DERIVE_EVERY_MS = 1_000
/** How often it is looked whether a checkpoint is due. */
const LOOK_EVERY_MS = 1_000
/** A checkpoint is due when so many readings wait for one… */
const PENDING_READINGS = 200_000
/** …or when any have waited for so long. */
const PENDING_MS = 60_000
/** How long a failed step is left alone, for the disk to get better. */
const RETRY_AFTER_MS = 10_000

export interface MaintenanceOptions {
  readonly histories: Pick<Histories, 'derive' | 'checkpoint' | 'stop'>
  readonly log: Pick<ReadingLog, 'pending'>
  readonly logger: FastifyBaseLogger
}

/**
 * Keeps the store in shape behind the requests: derives rollups of settled days, and checkpoints the log. Answers
 * never depend on how far it has come. A step that fails is logged and tried again.
 */
export class Maintenance {
  readonly #options: MaintenanceOptions
  readonly #stopping = new AbortController()
  #loops: readonly Promise<void>[] = []
  #lastCheckpoint = performance.now()

  constructor(options: MaintenanceOptions) {
    this.#options = options
  }

  start(): void {
    const { histories } = this.#options
    // Apart from each other: a long derivation must not keep the log from being packed.
    this.#loops = [
      this.#repeat('derivation', DERIVE_EVERY_MS, () => histories.derive(true)),
      this.#repeat('checkpoint', LOOK_EVERY_MS, () => this.#checkpointWhenDue()),
    ]
  }

  /** Ends after the steps that are under way, with a last checkpoint. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#options.histories.stop()
    await Promise.all(this.#loops)
    if (this.#options.log.pending() > 0) await this.#attempt('checkpoint', () => this.#checkpoint())
  }

  async #repeat(name: string, everyMs: number, step: () => Promise<void>): Promise<void> {
    while (await this.#pause(everyMs)) {
      if (!(await this.#attempt(name, step))) await this.#pause(RETRY_AFTER_MS)
    }
  }

  async #attempt(name: string, step: () => Promise<void>): Promise<boolean> {
    try {
      await step()
      return true
    } catch (error) {
      this.#options.logger.error({ err: error }, `${name} failed`)
      return false
    }
  }

  async #checkpointWhenDue(): Promise<void> {
    const pending = this.#options.log.pending()
    const waited = performance.now() - this.#lastCheckpoint
    if (pending >= PENDING_READINGS || (pending > 0 && waited >= PENDING_MS)) await this.#checkpoint()
  }

  async #checkpoint(): Promise<void> {
    await this.#options.histories.checkpoint()
    this.#lastCheckpoint = performance.now()
  }

  /** Waits; resolves to whether to go on. */
  async #pause(forMs: number): Promise<boolean> {
    const { signal } = this.#stopping
    await delay(forMs, undefined, { signal, ref: false }).catch(() => undefined)
    return !signal.aborted
  }
}
