import type { CountDuration } from '../occupancy/distribution.ts'
import type { SpaceUse } from './space-use.ts'

/** Figures about how some spaces were used; each is `null` where there is nothing that it could be of. */
export interface SizingFigures {
  readonly lengthMs: number
  /** Time with a known count. */
  readonly observedMs: number
  /** Known time as a share of the time asked about, 0…1. */
  readonly knownShare: number | null
  /** Time with somebody there. */
  readonly occupiedMs: number
  /** Time with somebody there as a share of the known time, 0…1. */
  readonly usedShare: number | null
  /** People while somebody was there, weighted by time. */
  readonly mean: number | null
  /** The fewest people that half of the time with somebody there was at or below. */
  readonly p50: number | null
  /** The same of nine tenths of it. */
  readonly p90: number | null
  readonly peak: number | null
  /** People ÷ capacity in force while somebody was there, weighted by time; may exceed 1. */
  readonly filledShare: number | null
  /** Time with more people than the capacity in force. */
  readonly overMs: number
  /** The same as a share of the time with somebody there and a capacity in force, 0…1. */
  readonly overShare: number | null
  /** The uses that count, those with a sensor at its ceiling too. */
  readonly uses: number
  readonly cappedUses: number
}

/** The figures of some use. */
export function sizingFigures(use: SpaceUse): SizingFigures {
  const occupied = use.counts.filter(({ count }) => count > 0)
  const observedMs = totalMs(use.counts)
  const occupiedMs = totalMs(occupied)
  const personMs = occupied.reduce((sum, { count, durationMs }) => sum + count * durationMs, 0)
  return {
    lengthMs: use.lengthMs,
    observedMs,
    knownShare: ratio(observedMs, use.lengthMs),
    occupiedMs,
    usedShare: ratio(occupiedMs, observedMs),
    mean: ratio(personMs, occupiedMs),
    p50: countAt(occupied, occupiedMs, 50),
    p90: countAt(occupied, occupiedMs, 90),
    peak: occupied.at(-1)?.count ?? null,
    filledShare: ratio(use.filledMs, use.sizedMs),
    overMs: use.overMs,
    overShare: ratio(use.overMs, use.sizedMs),
    uses: usesOf(use),
    cappedUses: use.cappedUses,
  }
}

/** How many of the uses never had more than `size` people. Of one with a sensor at its ceiling there is no telling. */
export function usesFitting(use: SpaceUse, size: number): number {
  return use.uses.reduce((sum, { peak, uses }) => (peak <= size ? sum + uses : sum), 0)
}

/** The smallest size that `percent` of the uses never exceeded; `null` when none is known to be enough. */
export function smallestSize(use: SpaceUse, percent: number): number | null {
  const all = usesOf(use)
  let fitting = 0
  for (const { peak, uses } of use.uses) {
    fitting += uses
    if (fitting * 100 >= all * percent) return peak
  }
  return null
}

function usesOf({ uses, cappedUses }: SpaceUse): number {
  return uses.reduce((sum, { uses: some }) => sum + some, cappedUses)
}

/** The lowest count that `percent` of the time was at or below. */
function countAt(ascending: readonly CountDuration[], wholeMs: number, percent: number): number | null {
  let belowMs = 0
  for (const { count, durationMs } of ascending) {
    belowMs += durationMs
    if (belowMs * 100 >= wholeMs * percent) return count
  }
  return null
}

function totalMs(counts: readonly CountDuration[]): number {
  return counts.reduce((sum, { durationMs }) => sum + durationMs, 0)
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
