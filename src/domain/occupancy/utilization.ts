import {
  averageOccupancy,
  averageUtilization,
  occupancyPercent,
  peakUtilization,
  utilization,
} from './metrics.ts'
import { mergeRollups, type Rollup } from './rollup.ts'

/** The part of a bucket during which one capacity held. */
export interface CapacityPart {
  readonly capacity: number | null
  readonly rollup: Rollup
}

/** A figure that holds people against a capacity; each function gives `null` where there is no telling. */
interface Measure {
  readonly of: (people: number, capacity: number | null) => number | null
  readonly average: (rollup: Rollup, capacity: number | null) => number | null
  readonly peak: (rollup: Rollup, capacity: number | null) => number | null
}

const share: Measure = { of: utilization, average: averageUtilization, peak: peakUtilization }

const percent: Measure = {
  of: (people, capacity) => occupancyPercent(people, spelledOut(capacity)),
  average: (rollup, capacity) => occupancyPercent(averageOccupancy(rollup), spelledOut(capacity)),
  peak: (rollup, capacity) => occupancyPercent(rollup.peak, spelledOut(capacity)),
}

/** A capacity of 0 is how Occuspace says that there is none (occuspace.md §6). */
function spelledOut(capacity: number | null): number {
  return capacity ?? 0
}

/**
 * Average utilization of a bucket whose capacity may have changed inside it: Σ (person-ms ÷ capacity) over the
 * observed time of its parts. Parts without a capacity, or with nothing observed, are left out; `null` when none
 * remains. With one capacity throughout it is `averageUtilization` to the last bit.
 */
export function averageUtilizationOver(parts: readonly CapacityPart[]): number | null {
  return averageOver(parts, share)
}

/** The highest share of the capacity in force that was reached at any instant; `null` as for the average. */
export function peakUtilizationOver(parts: readonly CapacityPart[]): number | null {
  return peakOver(parts, share)
}

/** {@link averageUtilizationOver} in percent, not rounded, parts with a capacity of 0 left out. */
export function averagePercentOver(parts: readonly CapacityPart[]): number | null {
  return averageOver(parts, percent)
}

/** {@link peakUtilizationOver} in percent, not rounded, parts with a capacity of 0 left out. */
export function peakPercentOver(parts: readonly CapacityPart[]): number | null {
  return peakOver(parts, percent)
}

function averageOver(parts: readonly CapacityPart[], measure: Measure): number | null {
  const telling = joinEqual(parts).filter(
    ({ rollup, capacity }) => measure.average(rollup, capacity) !== null,
  )
  const [only] = telling
  if (only === undefined) return null
  if (telling.length === 1) return measure.average(only.rollup, only.capacity)
  const sharedMs = telling.reduce(
    // Of a part with an average there is a share.
    (sum, part) => sum + (measure.of(part.rollup.personMs, part.capacity) as number),
    0,
  )
  return sharedMs / telling.reduce((sum, { rollup }) => sum + rollup.observedMs, 0)
}

function peakOver(parts: readonly CapacityPart[], measure: Measure): number | null {
  const peaks = parts
    .map(({ rollup, capacity }) => measure.peak(rollup, capacity))
    .filter((reached) => reached !== null)
  return peaks.length === 0 ? null : Math.max(...peaks)
}

/** A capacity that held in several stretches of a bucket makes one part of it. */
function joinEqual(parts: readonly CapacityPart[]): readonly CapacityPart[] {
  if (parts.length <= 1) return parts
  const joined = new Map<number | null, Rollup>()
  for (const { capacity, rollup } of parts) {
    const other = joined.get(capacity)
    joined.set(capacity, other === undefined ? rollup : mergeRollups(other, rollup))
  }
  return [...joined].map(([capacity, rollup]) => ({ capacity, rollup }))
}
