import type { Restatement } from '../domain/change/restatement.ts'
import { subjectsOfCounting } from '../domain/occupancy/fold.ts'
import type { SpaceHistory } from '../domain/occupancy/segment.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { OrganizationKey, SpaceKey } from '../domain/portfolio/space.ts'
import { type DayRange, daysCovering } from '../domain/time/day.ts'
import type { DayRanges } from '../domain/time/day-ranges.ts'
import type { EpochMs, Interval } from '../domain/time/interval.ts'
import type { ReadingLog, Touched } from '../storage/reading-log.ts'
import type { RollupStore } from '../storage/rollup-store.ts'
import { correctedSpan, sameUncorrected } from './corrected-span.ts'
import { countingIn, Dependents } from './dependents.ts'
import { Derivation, type DerivationProgress } from './derivation.ts'
import { detectionsFromLog, foldFromLog } from './folder.ts'
import { Pacing } from './pacing.ts'
import { restatedBySetUp } from './restated-set-up.ts'
import { StaleDays } from './stale-days.ts'

export interface HistoriesOptions {
  readonly log: ReadingLog
  readonly rollups: RollupStore
  readonly clock: () => EpochMs
  /**
   * Done before rows of the log may go: what follows them keeps how far it has come, and resolves to the positions of
   * organizations after which rows are yet to be looked at, and must stay.
   */
  readonly beforePacking?: () => Promise<ReadonlyMap<OrganizationKey, number>>
}

/**
 * What happened in every space, over all organizations: folds readings when asked, knows which days the stored
 * rollups may be used for, and keeps those rollups up to date behind the readings.
 */
export class Histories {
  readonly #log: ReadingLog
  readonly #rollups: RollupStore
  readonly #clock: () => EpochMs
  readonly #beforePacking: () => Promise<ReadonlyMap<OrganizationKey, number>>
  readonly #portfolios = new Map<OrganizationKey, Portfolio>()
  readonly #countings = new Map<SpaceKey, Counting>()
  readonly #stale: StaleDays
  readonly #derivation: Derivation
  /** Set-ups that are being written: readings are heard for them as well. */
  readonly #upcoming = new Set<Portfolio>()
  #dependents = new Dependents()
  #checkpointing: Promise<void> = Promise.resolve()

  private constructor({ log, rollups, clock, beforePacking }: HistoriesOptions, stale: StaleDays) {
    this.#log = log
    this.#rollups = rollups
    this.#clock = clock
    this.#beforePacking = beforePacking ?? (async () => new Map())
    this.#stale = stale
    const countingOf = (space: SpaceKey) => this.#countings.get(space) ?? null
    this.#derivation = new Derivation({ log, rollups, stale, clock, countingOf })
  }

  /** Loads what is known to be stale. Call {@link start} once every portfolio has been adopted. */
  static async load(options: HistoriesOptions): Promise<Histories> {
    return new Histories(options, new StaleDays(await options.rollups.staleDays()))
  }

  /** Begins to listen to the log, and hears what it recovered: no append may come before. */
  start(): void {
    this.#log.onTouched((touched) => this.#mark(touched))
  }

  /** Takes in an organization's set-up as it is in the store. */
  adopt(portfolio: Portfolio): void {
    this.#portfolios.set(portfolio.organization, portfolio)
    this.#index()
  }

  /**
   * Changes an organization's set-up by `write`. Whatever counts differently is derived anew: its days are saved as
   * stale before, so that no crash leaves rollups of the old set-up in use. Rejects only when nothing was changed.
   *
   * `write` is told which closed figures the change restates, to keep that with it.
   *
   * Rollups of spaces that are removed stay stored until the caller drops them. Their keys must not be given to other
   * spaces before; a store never gives a key twice.
   */
  async changePortfolio(
    before: Portfolio,
    after: Portfolio,
    write: (restated: readonly Restatement[]) => Promise<void>,
  ): Promise<void> {
    const pacing = new Pacing()
    const changed = await changedCountings(before, after, pacing)
    const removed = before.spaces.map(({ key }) => key).filter((key) => after.space(key) === null)
    const affected = [...changed.keys(), ...removed]
    this.#upcoming.add(after)
    this.#index()
    this.#derivation.hold(affected)
    try {
      const corrected = daysCovering(correctedSpan(before, after))
      for (const [space, change] of changed) {
        await pacing.breathe()
        await this.#markChanged(space, change, corrected)
      }
      await this.#saveStale()
      await write(await restatedBySetUp(before, after, this.#log, this.#clock(), pacing))
      this.#portfolios.set(after.organization, after)
      for (const space of removed) this.#stale.forget(space)
    } finally {
      this.#upcoming.delete(after)
      this.#index()
      this.#derivation.release(affected)
    }
  }

  /** Folds what happened in a space during an interval, all acknowledged readings included. */
  fold(counting: Counting, interval: Interval, pacing: Pacing = new Pacing()): Promise<SpaceHistory> {
    return foldFromLog(this.#log, counting, interval, pacing)
  }

  /** When something said how many people are in a space, ascending; all acknowledged readings included. */
  detections(counting: Counting, interval: Interval, pacing: Pacing): Promise<readonly EpochMs[]> {
    return detectionsFromLog(this.#log, counting, interval, pacing)
  }

  /** The days of a space for which the stored rollups must not be used. */
  staleDays(space: SpaceKey): DayRanges {
    return this.#stale.of(space)
  }

  /** Derives all stale days that are over. `settledOnly` leaves out those that are still being written to. */
  derive(settledOnly: boolean, progress?: (at: DerivationProgress) => void): Promise<void> {
    return this.#derivation.run(settledOnly, progress)
  }

  /** How many days of spaces are over and wait to be derived: what is left of the work behind the answers. */
  staleDaysLeft(): number {
    return this.#derivation.left()
  }

  /**
   * Moves logged readings into packs, after saving which days they made stale. A checkpoint waits for those before
   * it.
   */
  checkpoint(): Promise<void> {
    const checkpoint = this.#checkpointing.then(async () => {
      const lookedAt = await this.#beforePacking()
      await this.#saveStale()
      await this.#log.checkpoint(lookedAt)
    })
    this.#checkpointing = checkpoint.catch(() => undefined)
    return checkpoint
  }

  /** Ends a derivation that is under way after its current step. */
  stop(): void {
    this.#derivation.stop()
  }

  #index(): void {
    this.#dependents = new Dependents()
    this.#countings.clear()
    for (const portfolio of this.#upcoming) this.#dependents.add(portfolio)
    for (const portfolio of this.#portfolios.values()) {
      this.#dependents.add(portfolio)
      for (const space of portfolio.spaces) {
        const counting = countingIn(portfolio, space)
        if (counting !== null) this.#countings.set(space.key, counting)
      }
    }
  }

  #mark(touched: readonly Touched[]): void {
    const now = this.#clock()
    for (const { subject, days } of touched) {
      for (const { space, reachDays } of this.#dependents.of(subject)) {
        const stale = { from: days.from, until: days.until + reachDays }
        this.#stale.mark(space, stale, now)
        this.#derivation.touched(space, stale)
      }
    }
  }

  async #markChanged(space: SpaceKey, change: ChangedCounting, corrected: DayRange): Promise<void> {
    let from = Number.POSITIVE_INFINITY
    for (const subject of new Set(change.countings.flatMap(subjectsOfCounting))) {
      from = Math.min(from, (await this.#log.extent(subject))?.from ?? Number.POSITIVE_INFINITY)
    }
    const within = change.isCorrection ? corrected : { from: -Infinity, until: Number.POSITIVE_INFINITY }
    const days = { from: Math.max(from, within.from), until: within.until }
    if (days.from >= days.until) return
    this.#stale.mark(space, days, this.#clock())
    this.#derivation.touched(space, days)
  }

  /** Returns with nothing unsaved and no write under way, so that a checkpoint may begin in the same turn. */
  async #saveStale(): Promise<void> {
    for (;;) {
      await this.#derivation.storing()
      if (this.#derivation.storing() !== null) continue
      const unsaved = this.#stale.takeUnsaved()
      if (unsaved.size === 0) return
      try {
        await this.#rollups.markStale(unsaved)
      } catch (error) {
        this.#stale.distrust(unsaved.keys())
        throw error
      }
    }
  }
}

/** That a space counts differently. */
interface ChangedCounting {
  /** All ways in which it counts or counted. */
  readonly countings: readonly Counting[]
  /** Whether only what people corrected about it is different. */
  readonly isCorrection: boolean
}

/** The spaces that count differently. */
async function changedCountings(
  before: Portfolio,
  after: Portfolio,
  pacing: Pacing,
): Promise<Map<SpaceKey, ChangedCounting>> {
  const changed = new Map<SpaceKey, ChangedCounting>()
  for (const space of after.spaces) {
    await pacing.breathe()
    const was = before.space(space.key)
    const old = was === null ? null : countingIn(before, was)
    const now = countingIn(after, space)
    if (JSON.stringify(old) === JSON.stringify(now)) continue
    changed.set(space.key, {
      countings: [old, now].filter((counting) => counting !== null),
      isCorrection: sameUncorrected(old, now),
    })
  }
  return changed
}
