import { type CountDuration, Distribution } from '../occupancy/distribution.ts'
import type { SpaceHistory } from '../occupancy/segment.ts'
import type { CapacityHistory } from '../portfolio/capacity.ts'
import { type Interval, intersect } from '../time/interval.ts'
import { type Use, Uses } from './uses.ts'

/** Uses that had the same peak. */
export interface UsesOfPeak {
  readonly peak: number
  readonly uses: number
}

/**
 * How some spaces were used over some time. Times are milliseconds; those of several spaces add up
 * ({@link mergeSpaceUses}), so a room-hour is an hour of one room.
 */
export interface SpaceUse {
  /** The time asked about: inside the hours, and not in the future. */
  readonly lengthMs: number
  /** How long there were how many people, ascending; unknown time is not in it. */
  readonly counts: readonly CountDuration[]
  /** Time with somebody there and a capacity in force. A capacity of 0 is none. */
  readonly sizedMs: number
  /** The part of it with more people than that capacity. */
  readonly overMs: number
  /** Sum of people ÷ capacity in force × time over `sizedMs`. */
  readonly filledMs: number
  /** The uses that count, by their peaks, ascending. */
  readonly uses: readonly UsesOfPeak[]
  /** Uses in which a sensor reached its ceiling: how many people they had is not known. They are not in `uses`. */
  readonly cappedUses: number
}

/** Of no time at all: merging it changes nothing. */
export const noUse: SpaceUse = {
  lengthMs: 0,
  counts: [],
  sizedMs: 0,
  overMs: 0,
  filledMs: 0,
  uses: [],
  cappedUses: 0,
}

/** Gathers how one space was used from its histories, which are added in ascending order. */
export class SpaceUseCollector {
  readonly #capacities: CapacityHistory
  readonly #byCapacity = new Map<number | null, Distribution>()
  readonly #uses = new Uses()

  constructor(capacities: CapacityHistory) {
    this.#capacities = capacities
  }

  /** Adds the parts of a history that lie inside some spans, which ascend and do not overlap. */
  add(history: SpaceHistory, spans: readonly Interval[]): void {
    this.#uses.add(history, spans)
    for (const during of this.#capacities) {
      const pieces = spans.flatMap((span) => intersect(span, during) ?? [])
      const distribution = this.#byCapacity.get(during.capacity) ?? new Distribution()
      distribution.add(history, pieces)
      this.#byCapacity.set(during.capacity, distribution)
    }
  }

  /** What was gathered. `lengthMs` is the time asked about; uses shorter than `shortestUseMs` do not count. */
  result(lengthMs: number, shortestUseMs: number): SpaceUse {
    const byCapacity = [...this.#byCapacity].map(([capacity, { counts }]) => ofCapacity(capacity, counts))
    return mergeSpaceUses([
      { ...noUse, lengthMs, ...tallied(this.#uses.lasting(shortestUseMs)) },
      ...byCapacity,
    ])
  }
}

/** How the spaces of some uses were used together. */
export function mergeSpaceUses(all: readonly SpaceUse[]): SpaceUse {
  const sum = (of: (use: SpaceUse) => number) => all.reduce((total, use) => total + of(use), 0)
  const durations = added(
    all.flatMap(({ counts }) => counts.map(({ count, durationMs }) => [count, durationMs] as const)),
  )
  const uses = added(all.flatMap((use) => use.uses.map(({ peak, uses }) => [peak, uses] as const)))
  return {
    lengthMs: sum(({ lengthMs }) => lengthMs),
    counts: durations.map(([count, durationMs]) => ({ count, durationMs })),
    sizedMs: sum(({ sizedMs }) => sizedMs),
    overMs: sum(({ overMs }) => overMs),
    filledMs: sum(({ filledMs }) => filledMs),
    uses: uses.map(([peak, count]) => ({ peak, uses: count })),
    cappedUses: sum(({ cappedUses }) => cappedUses),
  }
}

function ofCapacity(capacity: number | null, counts: readonly CountDuration[]): SpaceUse {
  if (capacity === null || capacity === 0) return { ...noUse, counts }
  const occupied = counts.filter(({ count }) => count > 0)
  const sum = (some: readonly CountDuration[], of: (each: CountDuration) => number) =>
    some.reduce((total, each) => total + of(each), 0)
  return {
    ...noUse,
    counts,
    sizedMs: sum(occupied, ({ durationMs }) => durationMs),
    overMs: sum(
      occupied.filter(({ count }) => count > capacity),
      ({ durationMs }) => durationMs,
    ),
    filledMs: sum(occupied, ({ count, durationMs }) => count * durationMs) / capacity,
  }
}

function tallied(uses: readonly Use[]): Pick<SpaceUse, 'uses' | 'cappedUses'> {
  const told = uses.filter(({ capped }) => !capped)
  const tally = added(told.map(({ peak }) => [peak, 1] as const))
  return {
    uses: tally.map(([peak, count]) => ({ peak, uses: count })),
    cappedUses: uses.length - told.length,
  }
}

/** Sums of the values of equal numbers, ascending by number. */
function added(
  pairs: readonly (readonly [number: number, value: number])[],
): readonly (readonly [number, number])[] {
  const sums = new Map<number, number>()
  for (const [number, value] of pairs) sums.set(number, (sums.get(number) ?? 0) + value)
  return [...sums].toSorted(([a], [b]) => a - b)
}
