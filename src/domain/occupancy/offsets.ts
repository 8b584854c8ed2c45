import type { Offset } from '../portfolio/correction.ts'
import { finish } from '../steps.ts'
import type { EpochMs, Interval } from '../time/interval.ts'
import { cutsInside, holdsAt } from './correction-spans.ts'
import { type Contributor, sumOf } from './occupancy-sum.ts'

/**
 * The sum of contributors over an interval with people added to it while it is known, never below 0; unknown stays
 * unknown (native.md §7).
 */
export function withOffsets(
  contributors: readonly Contributor[],
  offsets: readonly Offset[],
  interval: Interval,
): Contributor {
  return (sink) => {
    for (const segment of finish(sumOf(interval, contributors)).segments) {
      for (const at of [segment.start, ...cutsInside(offsets, segment)]) {
        const count = segment.count === null ? null : offsetCount(offsets, at, segment.count)
        sink.put(at, count, segment.online, segment.capped)
      }
    }
  }
}

/** A count with all that is to be added to it at an instant; never below 0. */
export function offsetCount(offsets: readonly Offset[], at: EpochMs, count: number): number {
  const corrected = offsets.reduce((sum, offset) => sum + (holdsAt(offset, at) ? offset.people : 0), count)
  return Math.max(0, corrected)
}
