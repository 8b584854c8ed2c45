import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Services } from '../api/services.ts'
import { DomainError } from '../domain/errors.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'
import { DAY_MS, type EpochMs } from '../domain/time/interval.ts'
import { createLiveSimulation } from '../simulator/live-simulation.ts'
import type { PortfolioDocument } from '../simulator/portfolio-document.ts'
import { planPortfolio } from '../simulator/portfolio-plan.ts'
import { simulateReadings } from '../simulator/readings.ts'
import type { WireReading } from '../simulator/wire-reading.ts'
import { setUpDemo } from './demo-set-up.ts'
import { type DemoState, readDemoState, writeDemoState } from './demo-state.ts'

const SEED = 1
const HISTORY_MS = 365 * DAY_MS
/** What is told before the server answers; the rest follows behind. */
const RECENT_MS = 14 * DAY_MS
/** How much of the past is told between two notes of how far it has come. */
const WINDOW_MS = 15 * DAY_MS
const LIVE_EVERY_MS = 2_000
/** How often live readings are noted; what was sent after the last note is sent again at the next start. */
const NOTE_EVERY_MS = 60_000
/** How long before its beginning the demo has had a sensor that fell silent. */
const SILENT_FOR_MS = 2 * DAY_MS
const RETRY_AFTER_MS = 500

export interface DemoOptions {
  readonly services: Pick<Services, 'identity' | 'portfolios' | 'plans' | 'ingest' | 'statistics' | 'clock'>
  /** The data directory, where the demo keeps how far it has come. */
  readonly directory: string
  readonly logger: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
}

/**
 * A made-up portfolio that lives in a store: a year of history, told from the newest backwards, and what happens
 * from now on. Its readings take the way of all readings. It goes on with the same story after a restart.
 */
export class Demo {
  readonly #options: DemoOptions
  readonly #organization: OrganizationKey
  readonly #document: PortfolioDocument
  readonly #stopping = new AbortController()
  #state: DemoState
  #tasks: readonly Promise<void>[] = []

  private constructor(options: DemoOptions, organization: OrganizationKey, state: DemoState) {
    this.#options = options
    this.#organization = organization
    this.#state = state
    this.#document = planPortfolio({ seed: state.seed })
  }

  /** The demo of a store: begun when the store is empty, gone on with when it has one; `null` for any other store. */
  static async open(options: DemoOptions): Promise<Demo | null> {
    const { services, directory } = options
    const [organization] = await services.identity.organizations()
    if (organization === undefined) return null
    const known = await readDemoState(directory)
    if (known !== null) return new Demo(options, organization.key, known)
    if (!(await isEmpty(services, organization.key))) return null
    const now = services.clock()
    const state = { seed: SEED, begunAt: now, toldFrom: now, toldUntil: now }
    // Noted first: a start that dies half way is gone on with by the next one.
    await writeDemoState(directory, state)
    return new Demo(options, organization.key, state)
  }

  /** Sets the portfolio up and tells what is missing of the last days. */
  async catchUp(): Promise<void> {
    const { services, logger } = this.#options
    const { begunAt, toldFrom } = this.#state
    const author = { organization: this.#organization, actor: 'demo' }
    if (begunAt === toldFrom) {
      await setUpDemo(services, author, this.#document)
      await this.#tellBack(begunAt - RECENT_MS)
    }
    const now = services.clock()
    if (!(await this.#tell(this.#state.toldUntil, now))) return
    await this.#note({ toldUntil: now })
    logger.info({ spaces: this.#document.spaces.length }, 'demo portfolio is up to date')
  }

  /** Begins to tell the rest of the year, and what happens now. */
  start(): void {
    this.#tasks = [
      this.#guarded('history', () => this.#tellHistory()),
      this.#guarded('live', () => this.#live()),
    ]
  }

  /** Ends what is being told, and resolves when nothing is any more. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await Promise.all(this.#tasks)
  }

  async #tellHistory(): Promise<void> {
    const first = this.#state.begunAt - HISTORY_MS
    while (this.#state.toldFrom > first && !this.#stopping.signal.aborted) {
      await this.#tellBack(Math.max(first, this.#state.toldFrom - WINDOW_MS))
      const told = this.#state.begunAt - this.#state.toldFrom
      this.#options.logger.info({ days: Math.round(told / DAY_MS) }, 'demo history so far')
    }
  }

  async #tellBack(from: EpochMs): Promise<void> {
    if (await this.#tell(from, this.#state.toldFrom)) await this.#note({ toldFrom: from })
  }

  async #live(): Promise<void> {
    const from = this.#state.toldUntil
    const simulation = createLiveSimulation({ ...this.#story(), from })
    let noted = from
    while (await this.#pause(LIVE_EVERY_MS)) {
      const now = this.#options.services.clock()
      await this.#send(simulation.advance(now))
      if (now - noted < NOTE_EVERY_MS) continue
      noted = now
      await this.#note({ toldUntil: now })
    }
  }

  /** Sends a stretch of the story; resolves to whether all of it was sent. */
  async #tell(from: EpochMs, until: EpochMs): Promise<boolean> {
    for (const batch of simulateReadings({ ...this.#story(), from, until })) {
      if (this.#stopping.signal.aborted) return false
      await this.#send(batch)
    }
    return true
  }

  async #send(readings: readonly WireReading[]): Promise<void> {
    const { services, logger } = this.#options
    const sender = { organization: this.#organization, actor: 'demo', spaces: null }
    if (readings.length === 0) return
    do {
      try {
        await services.ingest.accept(sender, readings)
        return
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'overloaded') throw error
        logger.warn({ err: error }, 'demo readings have to wait')
      }
    } while (await this.#pause(RETRY_AFTER_MS))
  }

  #story() {
    const { seed, begunAt } = this.#state
    return { document: this.#document, seed, silentFrom: begunAt - SILENT_FOR_MS }
  }

  async #note(change: Partial<DemoState>): Promise<void> {
    this.#state = { ...this.#state, ...change }
    await writeDemoState(this.#options.directory, this.#state)
  }

  async #guarded(name: string, run: () => Promise<void>): Promise<void> {
    try {
      await run()
    } catch (error) {
      this.#options.logger.error({ err: error }, `demo ${name} ended`)
    }
  }

  /** Waits; resolves to whether to go on. */
  async #pause(forMs: number): Promise<boolean> {
    const { signal } = this.#stopping
    await delay(forMs, undefined, { signal, ref: false }).catch(() => undefined)
    return !signal.aborted
  }
}

async function isEmpty(
  { portfolios, statistics }: DemoOptions['services'],
  organization: OrganizationKey,
): Promise<boolean> {
  const { spaces, sensors } = await portfolios.current(organization)
  return spaces.length === 0 && sensors.length === 0 && (await statistics()).readings === 0
}
