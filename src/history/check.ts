import { subjectsOfCounting } from '../domain/occupancy/fold.ts'
import { slotsOfDay } from '../domain/occupancy/slot-fold.ts'
import { type SlotColumns, slotAt, slotColumnNames } from '../domain/occupancy/slots.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import { type Day, type DayRange, dayOf, intervalOfDays } from '../domain/time/day.ts'
import { daysOutside } from '../domain/time/day-ranges.ts'
import { type EpochMs, SLOT_MS, SLOTS_PER_DAY } from '../domain/time/interval.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import type { RollupStore } from '../storage/rollup-store.ts'
import { countingIn } from './dependents.ts'
import { foldFromLog } from './folder.ts'
import type { Histories } from './histories.ts'
import { Pacing } from './pacing.ts'

/** A stored slot that is not what the readings say. */
export interface RollupDifference {
  readonly space: Space
  readonly day: Day
  /** When the first slot that differs begins. */
  readonly at: EpochMs
  readonly column: string
  readonly stored: number
  readonly recomputed: number
}

export interface CheckSources {
  readonly log: ReadingLog
  readonly rollups: RollupStore
  readonly histories: Histories
  readonly now: EpochMs
}

/** Days of a leaf space compared in one go. */
const LEAF_DAYS_PER_STEP = 31

/**
 * Recomputes every stored day of a portfolio's spaces from their readings and yields, for each day that differs, the
 * first difference. Days that are stale are not stored as their fold, and are passed over.
 */
export async function* checkRollups(
  sources: CheckSources,
  portfolio: Portfolio,
  progress?: (done: number, total: number) => void,
): AsyncGenerator<RollupDifference> {
  const pacing = new Pacing()
  for (const [index, space] of portfolio.spaces.entries()) {
    const counting = countingIn(portfolio, space)
    if (counting !== null) yield* checkSpace(sources, space, counting, pacing)
    progress?.(index + 1, portfolio.spaces.length)
  }
}

async function* checkSpace(
  { log, rollups, histories, now }: CheckSources,
  space: Space,
  counting: Counting,
  pacing: Pacing,
): AsyncGenerator<RollupDifference> {
  const first = await firstDay(log, counting)
  if (first === null) return
  const leaves = counting.kind === 'sum' ? counting.leaves.length : 1
  const daysPerStep = Math.max(1, Math.floor(LEAF_DAYS_PER_STEP / leaves))
  for (const derived of daysOutside(histories.staleDays(space.key), { from: first, until: dayOf(now) })) {
    for (let from = derived.from; from < derived.until; from += daysPerStep) {
      const days = { from, until: Math.min(derived.until, from + daysPerStep) }
      const history = await foldFromLog(log, counting, intervalOfDays(days), pacing)
      const stored = new Map((await rollups.readDays(space.key, days)).map(({ day, slots }) => [day, slots]))
      for (let day = days.from; day < days.until; day++) {
        const difference = firstDifference(stored.get(day) ?? nothingStored, slotsOfDay(history, day))
        if (difference !== null)
          yield {
            space,
            day,
            ...difference,
            at: intervalOfDays({ from: day, until: day + 1 }).start + difference.at,
          }
      }
      await pacing.breathe()
    }
  }
}

async function firstDay(log: ReadingLog, counting: Counting): Promise<Day | null> {
  let first: Day | null = null
  for (const subject of subjectsOfCounting(counting)) {
    const extent: DayRange | null = await log.extent(subject)
    if (extent !== null) first = Math.min(first ?? extent.from, extent.from)
  }
  return first
}

const empty = { constant: 0, length: SLOTS_PER_DAY }

/** A day that is not stored stands for one in which nothing was observed. */
const nothingStored: SlotColumns = {
  observedMs: empty,
  occupiedMs: empty,
  personMs: empty,
  peak: empty,
  low: empty,
  entrances: empty,
  exits: empty,
  onlineMs: empty,
  capped: empty,
}

function firstDifference(
  stored: SlotColumns,
  recomputed: SlotColumns,
): Pick<RollupDifference, 'at' | 'column' | 'stored' | 'recomputed'> | null {
  for (const column of slotColumnNames) {
    for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
      const [was, is] = [slotAt(stored[column], slot), slotAt(recomputed[column], slot)]
      if (was !== is) return { at: slot * SLOT_MS, column, stored: was, recomputed: is }
    }
  }
  return null
}
