import type { Counting, LeafCounting } from '../portfolio/counting.ts'
import type { Steps } from '../steps.ts'
import type { Interval } from '../time/interval.ts'
import { areaContributors, areaSensors } from './fold-area.ts'
import { entryContributor } from './fold-entry.ts'
import { type Contributor, sumOf } from './occupancy-sum.ts'
import type { SpaceHistory } from './segment.ts'
import { type OccupancyLine, risesOf } from './segment-builder.ts'
import { type ReadingsOf, sensorContributors } from './sensor-track.ts'
import { watchesOf } from './sensor-watch.ts'

/** A space that counts what the spaces below it count. */
export type SumCounting = Extract<Counting, { kind: 'sum' }>

/**
 * The history of a space that counts the sum of the spaces below it (density-v3.md §9): known while at least one
 * of them is, unknown ones add nothing, and no ceiling of its own. Each sensor is online once, however many of
 * them it serves. Its flows are the rises and falls of the sum, offsets left out. In steps, because a day of a large building is long
 * work.
 */
export function* foldSum(
  counting: SumCounting,
  interval: Interval,
  readingsOf: ReadingsOf,
): Steps<SpaceHistory> {
  const counts = counting.leaves.flatMap((leaf) =>
    leafContributors(leaf, interval, readingsOf).map(countOnly),
  )
  const sensors = sensorContributors(watchesOf(counting), null, interval, readingsOf)
  const line = yield* sumOf(interval, [...counts, ...sensors])
  const flows = risesOf(yield* withoutOffsets(counting, line, interval, readingsOf))
  return { start: interval.start, end: interval.end, ...line, flows }
}

/** The sum of what was counted, offsets left out: nobody comes or goes by them. */
function* withoutOffsets(
  { leaves }: SumCounting,
  line: OccupancyLine,
  interval: Interval,
  readingsOf: ReadingsOf,
): Steps<OccupancyLine> {
  if (!leaves.some(({ kind, corrected }) => kind === 'area' && corrected !== undefined)) return line
  const counted = leaves.flatMap((leaf) =>
    leaf.kind === 'area'
      ? areaSensors(leaf, interval, readingsOf)
      : [entryContributor(leaf, interval, readingsOf)],
  )
  return yield* sumOf(interval, counted.map(countOnly))
}

function leafContributors(
  leaf: LeafCounting,
  interval: Interval,
  readingsOf: ReadingsOf,
): readonly Contributor[] {
  if (leaf.kind === 'area') return areaContributors(leaf, interval, readingsOf)
  return [entryContributor(leaf, interval, readingsOf)]
}

function countOnly(contributor: Contributor): Contributor {
  return (sink) => contributor({ put: (at, count) => sink.put(at, count, 0, false) })
}
