import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { OrganizationKey, SpaceKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import { type EpochMs, SECOND_MS } from '../domain/time/interval.ts'
import { Pacing } from '../history/pacing.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import type { LiveBatch, LiveListener } from './live-feed.ts'
import { LiveOrganization } from './live-organization.ts'
import type { LiveSensor } from './live-sensor.ts'
import { type LiveState, nothingCounts } from './live-state.ts'
import { type MissedCrossings, missedCrossings } from './missed-crossings.ts'
import { ResetTimes } from './reset-times.ts'

export interface LiveOptions {
  readonly log: Pick<ReadingLog, 'read' | 'extent' | 'head' | 'onTouched' | 'position' | 'rowsAfter'>
  readonly clock: () => EpochMs
  /** Told of what cannot be read, and of listeners that throw. Live goes on with everything else. */
  readonly onError: (error: unknown) => void
}

/** How often the clock is looked at, however far away the next change is: it may be put forward or back. */
const LOOK_EVERY_MS = SECOND_MS
/** A changed set-up is laid out anew at most for this share of the time, unless somebody asks. */
const LAYING_SHARE = 0.1
const LAYING_DELAY_MS = 20

/**
 * Every space and sensor as it is now, over all organizations: kept in memory, read from the log at start, changed by
 * what the log announces and by time alone. A count that is known is what history ends with at that moment.
 */
export class Live {
  readonly #options: LiveOptions
  readonly #resets = new ResetTimes()
  readonly #organizations = new Map<OrganizationKey, LiveOrganization>()
  #working: Promise<void> | null = null
  #scheduled: NodeJS.Immediate | null = null
  #layTimer: NodeJS.Timeout | null = null
  #timer: NodeJS.Timeout | null = null
  #lastWorkMs = 0
  #touchedAt: number | null = null
  #longestLagMs = 0
  #isStarted = false
  #isStopped = false

  constructor(options: LiveOptions) {
    this.#options = options
  }

  /** Takes in a set-up, or what it has become. */
  adopt(portfolio: Portfolio): void {
    const known = this.#organizations.get(portfolio.organization)
    if (known !== undefined) known.adopt(portfolio)
    else this.#organizations.set(portfolio.organization, this.#open(portfolio))
    if (!this.#isStarted || this.#layTimer !== null) return
    const timer = setTimeout(
      () => {
        this.#layTimer = null
        this.#schedule()
      },
      Math.max(LAYING_DELAY_MS, this.#lastWorkMs / LAYING_SHARE),
    )
    timer.unref()
    this.#layTimer = timer
  }

  /** Begins to listen to the log, and resolves once everything that was adopted is known. */
  async start(): Promise<void> {
    this.#isStarted = true
    this.#options.log.onTouched((touched, accepted) => {
      const now = this.#options.clock()
      this.#touchedAt ??= performance.now()
      for (const organization of this.#organizations.values()) organization.touched(touched, accepted, now)
      this.#schedule()
    })
    await this.settled()
    this.#wait()
  }

  /** Ends what happens by itself. Resolves once nothing reads the log any more. */
  async stop(): Promise<void> {
    this.#isStarted = false
    this.#isStopped = true
    for (const timer of [this.#timer, this.#layTimer]) if (timer !== null) clearTimeout(timer)
    if (this.#scheduled !== null) clearImmediate(this.#scheduled)
    await this.#working?.catch(() => undefined)
  }

  /**
   * Resolves once all that was acknowledged before, and all that time alone has changed, is in. What is asked in the
   * same turn is answered as of the clock's now.
   */
  async settled(): Promise<void> {
    while (!this.#isStopped && !this.#isCurrent(this.#options.clock())) {
      this.#working ??= this.#work().finally(() => {
        this.#working = null
      })
      await this.#working
    }
  }

  /** How a space is, to be asked after {@link settled}. */
  state(organization: OrganizationKey, space: SpaceKey): LiveState {
    return this.#organizations.get(organization)?.state(space) ?? nothingCounts
  }

  /** The set-up that the states are those of; `null` for an organization that is not known. */
  portfolio(organization: OrganizationKey): Portfolio | null {
    return this.#organizations.get(organization)?.graph()?.portfolio ?? null
  }

  /** How a sensor is, to be asked after {@link settled}; `null` for one that is not known. */
  sensor(organization: OrganizationKey, subject: SubjectKey): Pick<LiveSensor, 'status' | 'carry'> | null {
    return this.#organizations.get(organization)?.graph()?.sensors.get(subject) ?? null
  }

  /**
   * Tells a listener of every change of an organization from now on, at most once a turn, until the function that
   * comes back is called.
   */
  subscribe(organization: OrganizationKey, listener: LiveListener): () => void {
    return this.#organizations.get(organization)?.feed.subscribe(listener) ?? (() => undefined)
  }

  /** The sequence of the last change of an organization; 0 before the first. */
  sequence(organization: OrganizationKey): number {
    return this.#organizations.get(organization)?.feed.sequence ?? 0
  }

  /** All changes of an organization after one of them; `null` when they are no longer kept. */
  since(organization: OrganizationKey, sequence: number): readonly LiveBatch[] | null {
    return this.#organizations.get(organization)?.feed.since(sequence) ?? null
  }

  /** The position of an organization's log that is in, to be asked after {@link settled}. */
  position(organization: OrganizationKey): number {
    return this.#options.log.position(organization)
  }

  /**
   * What crossings the rows of an organization's log after a position brought, up to another one that is in; `null` when
   * not all of these rows are kept, or they are more than are promised to be. It may be from before this process began.
   */
  async missedCrossings(
    organization: OrganizationKey,
    after: number,
    until: number,
  ): Promise<readonly MissedCrossings[] | null> {
    const graph = this.#organizations.get(organization)?.graph() ?? null
    if (graph === null || after > until) return null
    const sources = { graph, log: this.#options.log, resets: this.#resets }
    return missedCrossings(sources, organization, after, until)
  }

  /** The longest time since it was last asked from a durable append to its changes being told. */
  takeLagMs(): number {
    const lag = this.#longestLagMs
    this.#longestLagMs = 0
    return lag
  }

  #open(portfolio: Portfolio): LiveOrganization {
    const { log, onError } = this.#options
    return new LiveOrganization(portfolio, { log, onError, resets: this.#resets })
  }

  #isCurrent(now: EpochMs): boolean {
    for (const organization of this.#organizations.values()) if (!organization.isCurrent(now)) return false
    return true
  }

  async #work(): Promise<void> {
    const begun = performance.now()
    const pacing = new Pacing()
    const now = this.#options.clock()
    for (const organization of this.#organizations.values()) {
      if (!organization.isCurrent(now)) await organization.bringUpTo(now, pacing)
    }
    this.#lastWorkMs = performance.now() - begun
    if (this.#touchedAt !== null && this.#touchedAt <= begun) {
      this.#longestLagMs = Math.max(this.#longestLagMs, performance.now() - this.#touchedAt)
      this.#touchedAt = null
    }
  }

  /** Works in a later turn, with whatever else this one brings. */
  #schedule(): void {
    if (!this.#isStarted || this.#scheduled !== null) return
    this.#scheduled = setImmediate(() => {
      this.#scheduled = null
      this.#workUnasked()
    })
  }

  #workUnasked(): void {
    this.settled().then(
      () => this.#wait(),
      (error) => {
        this.#options.onError(error)
        this.#wait()
      },
    )
  }

  /** Sets the timer for the next thing that changes by itself. */
  #wait(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    if (!this.#isStarted) return
    let dueAt = Infinity
    for (const organization of this.#organizations.values()) dueAt = Math.min(dueAt, organization.dueAt)
    const delayMs = Math.min(LOOK_EVERY_MS, Math.max(1, dueAt - this.#options.clock()))
    this.#timer = setTimeout(() => {
      for (const organization of this.#organizations.values()) organization.retry()
      this.#workUnasked()
    }, delayMs)
    this.#timer.unref()
  }
}
