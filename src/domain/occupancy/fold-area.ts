import type { LeafCounting } from '../portfolio/counting.ts'
import { finish } from '../steps.ts'
import type { Interval } from '../time/interval.ts'
import { crossingsOf } from './crossings.ts'
import { type Contributor, sumOf } from './occupancy-sum.ts'
import type { SpaceHistory } from './segment.ts'
import { risesOf, withInstantBefore } from './segment-builder.ts'
import { type ReadingsOf, sensorContributors } from './sensor-track.ts'
import { watchesOf } from './sensor-watch.ts'

/** A space that sensors look at. */
export type AreaCounting = Extract<LeafCounting, { kind: 'area' }>

/**
 * The history of a space whose sensors report its count: the sum over those that are online and have counted it
 * (density-v3.md §9). Its flows are its doorways' crossings; without doorways, the rises and falls of the sum.
 */
export function foldArea(counting: AreaCounting, interval: Interval, readingsOf: ReadingsOf): SpaceHistory {
  const line = finish(sumOf(interval, areaContributors(counting, interval, readingsOf)))
  const { doorways } = counting
  const flows = doorways.length === 0 ? risesOf(line) : crossingsOf(doorways, interval, readingsOf)
  return { start: interval.start, end: interval.end, ...line, flows }
}

/** What such a space is the sum of: one contributor for each sensor. */
export function areaContributors(
  counting: AreaCounting,
  interval: Interval,
  readingsOf: ReadingsOf,
): readonly Contributor[] {
  return sensorContributors(watchesOf(counting), counting.space, withInstantBefore(interval), readingsOf)
}
