import type { SpaceHistory } from '../domain/occupancy/segment.ts'
import { slotsOfDay } from '../domain/occupancy/slot-fold.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import { type Day, type DayRange, dayOf, intervalOfDays } from '../domain/time/day.ts'
import { type EpochMs, type Interval, MINUTE_MS, SECOND_MS } from '../domain/time/interval.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import type { RollupStore, SlotDay } from '../storage/rollup-store.ts'
import { foldFromLog } from './folder.ts'
import { Pacing } from './pacing.ts'
import type { StaleDays } from './stale-days.ts'

/** Days are derived once they have been left alone for this long, so that a bulk load is folded once. */
const SETTLE_MS = 2 * SECOND_MS
/** …but never later than this after the first pass saw them stale. */
const PATIENCE_MS = MINUTE_MS
/** Leaf-days folded in one go: bounds memory and the time between two breaths. */
const LEAF_DAYS_PER_STEP = 62

/** How far a derivation has come, in days of spaces. */
export interface DerivationProgress {
  readonly doneDays: number
  readonly totalDays: number
}

export interface DerivationOptions {
  readonly log: ReadingLog
  readonly rollups: RollupStore
  readonly stale: StaleDays
  readonly countingOf: (space: SpaceKey) => Counting | null
  readonly clock: () => EpochMs
}

/** Days of a space being folded, and whether something they rest on changed meanwhile. */
interface Step {
  readonly space: SpaceKey
  readonly days: DayRange
  spoiled: boolean
}

/**
 * Brings the stored rollups up to date: folds each stale day that is over and writes it. Answers never depend on
 * how far it has come; it only makes them cheap.
 */
export class Derivation {
  readonly #options: DerivationOptions
  readonly #waitingSince = new Map<SpaceKey, EpochMs>()
  readonly #held = new Set<SpaceKey>()
  #running: Promise<void> = Promise.resolve()
  #step: Step | null = null
  #storing: Promise<void> | null = null
  #stopped = false

  constructor(options: DerivationOptions) {
    this.#options = options
  }

  /** Says that days of a space changed: a fold of them that is under way must not be stored. */
  touched(space: SpaceKey, days: DayRange): void {
    const step = this.#step
    if (step !== null && step.space === space && days.from < step.days.until && step.days.from < days.until) {
      step.spoiled = true
    }
  }

  /** Leaves some spaces alone until they are released, what is being folded included. */
  hold(spaces: Iterable<SpaceKey>): void {
    for (const space of spaces) {
      this.#held.add(space)
      this.touched(space, { from: -Infinity, until: Infinity })
    }
  }

  release(spaces: Iterable<SpaceKey>): void {
    for (const space of spaces) this.#held.delete(space)
  }

  /** The write under way, which may save days as derived that changed after it began; never rejects. */
  storing(): Promise<void> | null {
    return this.#storing
  }

  /** How many days of spaces are over and wait to be derived. */
  left(): number {
    const { stale, clock } = this.#options
    const today = dayOf(clock())
    return stale.spaces().reduce((sum, space) => sum + countDays(stale.closed(space, today)), 0)
  }

  /** Makes a running pass end after its current step, and any later one before its first. */
  stop(): void {
    this.#stopped = true
  }

  /**
   * Derives every closed stale day, or with `settledOnly` those that have been left alone for a while; days that
   * change meanwhile stay stale. Days are closed when they are over at the clock's now. A pass waits for those
   * before it.
   */
  run(settledOnly: boolean, progress?: (at: DerivationProgress) => void): Promise<void> {
    const pass = this.#running.then(() => this.#pass(settledOnly, progress))
    this.#running = pass.catch(() => undefined)
    return pass
  }

  async #pass(settledOnly: boolean, progress?: (at: DerivationProgress) => void): Promise<void> {
    const { stale, clock } = this.#options
    const today = dayOf(clock())
    const spaces = stale.spaces().filter((space) => !settledOnly || this.#isSettled(space, today))
    const totalDays = spaces.reduce((sum, space) => sum + countDays(stale.closed(space, today)), 0)
    const pacing = new Pacing()
    let doneDays = 0
    for (const space of spaces) {
      for (const days of steps(stale.closed(space, today), this.#daysPerStep(space))) {
        if (this.#stopped) return
        await this.#deriveStep(space, days, pacing)
        doneDays += days.until - days.from
        progress?.({ doneDays, totalDays })
        await pacing.breathe()
      }
      this.#waitingSince.delete(space)
    }
  }

  #isSettled(space: SpaceKey, today: Day): boolean {
    const { stale, clock } = this.#options
    if (stale.closed(space, today).length === 0) return false
    const now = clock()
    const since = this.#waitingSince.get(space) ?? now
    this.#waitingSince.set(space, since)
    return now - stale.markedAt(space) >= SETTLE_MS || now - since >= PATIENCE_MS
  }

  #daysPerStep(space: SpaceKey): number {
    const counting = this.#options.countingOf(space)
    const leaves = counting?.kind === 'sum' ? counting.leaves.length : 1
    return Math.max(1, Math.floor(LEAF_DAYS_PER_STEP / leaves))
  }

  async #deriveStep(space: SpaceKey, days: DayRange, pacing: Pacing): Promise<void> {
    if (this.#held.has(space)) return
    const { log, countingOf } = this.#options
    const step = { space, days, spoiled: false }
    this.#step = step
    try {
      const slots = await foldDays(log, countingOf(space), days, pacing)
      if (step.spoiled) return
      const storing = this.#store(step, slots)
      this.#storing = storing.catch(() => undefined)
      await storing
    } finally {
      this.#step = null
      this.#storing = null
    }
  }

  async #store(step: Step, slots: readonly SlotDay[]): Promise<void> {
    const { rollups, stale } = this.#options
    const { space, days } = step
    await rollups.writeDays(space, slots, stale.without(space, days))
    // Until here queries fold these days from the log. A reading that arrived during the write leaves them so.
    if (step.spoiled) stale.distrust([space])
    else stale.derived(space, days)
  }
}

async function foldDays(
  log: ReadingLog,
  counting: Counting | null,
  days: DayRange,
  pacing: Pacing,
): Promise<SlotDay[]> {
  const interval = intervalOfDays(days)
  const history =
    counting === null ? unknownDuring(interval) : await foldFromLog(log, counting, interval, pacing)
  return daysIn(days).map((day) => ({ day, slots: slotsOfDay(history, day) }))
}

function unknownDuring(interval: Interval): SpaceHistory {
  return {
    ...interval,
    before: null,
    segments: [{ ...interval, count: null, online: 0, capped: false }],
    flows: [],
  }
}

function daysIn({ from, until }: DayRange): Day[] {
  return Array.from({ length: until - from }, (_, index) => from + index)
}

function countDays(ranges: readonly DayRange[]): number {
  return ranges.reduce((sum, { from, until }) => sum + until - from, 0)
}

function* steps(ranges: readonly DayRange[], daysPerStep: number): Generator<DayRange> {
  for (const range of ranges) {
    for (let from = range.from; from < range.until; from += daysPerStep) {
      yield { from, until: Math.min(range.until, from + daysPerStep) }
    }
  }
}
