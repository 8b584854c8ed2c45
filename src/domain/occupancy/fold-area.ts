import type { LeafCounting } from '../portfolio/counting.ts'
import { finish } from '../steps.ts'
import type { Interval } from '../time/interval.ts'
import { crossingsOf } from './crossings.ts'
import { type Contributor, sumOf } from './occupancy-sum.ts'
import { withOffsets } from './offsets.ts'
import type { SpaceHistory } from './segment.ts'
import { risesOf, withInstantBefore } from './segment-builder.ts'
import { type ReadingsOf, sensorContributors } from './sensor-track.ts'
import { watchesOf } from './sensor-watch.ts'

/** A space that sensors look at. */
export type AreaCounting = Extract<LeafCounting, { kind: 'area' }>

/**
 * The history of a space whose sensors report its count: the sum over those that are online and have counted it
 * (density-v3.md §9), and what people corrected it by. Its flows are its doorways' crossings; without doorways, the
 * rises and falls of the sum: nobody comes or goes by a correction.
 */
export function foldArea(counting: AreaCounting, interval: Interval, readingsOf: ReadingsOf): SpaceHistory {
  const { doorways, corrected } = counting
  const counted = finish(sumOf(interval, areaSensors(counting, interval, readingsOf)))
  const flows = doorways.length === 0 ? risesOf(counted) : crossingsOf(doorways, interval, readingsOf)
  const line =
    corrected === undefined
      ? counted
      : finish(sumOf(interval, areaContributors(counting, interval, readingsOf)))
  return { start: interval.start, end: interval.end, ...line, flows }
}

/** What such a space adds to itself, or to a parent: each sensor by itself, unless their sum is corrected. */
export function areaContributors(
  counting: AreaCounting,
  interval: Interval,
  readingsOf: ReadingsOf,
): readonly Contributor[] {
  const sensors = areaSensors(counting, interval, readingsOf)
  const { corrected } = counting
  return corrected === undefined ? sensors : [withOffsets(sensors, corrected, withInstantBefore(interval))]
}

/** What the sensors of such a space count, uncorrected: one contributor for each. */
export function areaSensors(
  counting: AreaCounting,
  interval: Interval,
  readingsOf: ReadingsOf,
): readonly Contributor[] {
  return sensorContributors(watchesOf(counting), counting.space, withInstantBefore(interval), readingsOf)
}
