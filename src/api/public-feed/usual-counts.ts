import type { Analytics, SpaceAnswer } from '../../analytics/occupancy-query.ts'
import { median } from '../../domain/feed/comparison.ts'
import type { ShownSpace } from '../../domain/feed/shown-count.ts'
import { averageOccupancy } from '../../domain/occupancy/metrics.ts'
import { mergeRollups, type Rollup } from '../../domain/occupancy/rollup.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../../domain/portfolio/space.ts'
import { addCivilDays, hourOf } from '../../domain/time/civil.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { WallMs } from '../../domain/time/moment.ts'
import { zoneOf } from '../../domain/time/zone.ts'

/** Weeks that say what is usual. */
const WEEKS = 4

/** What is usual in a space at an hour of a weekday. */
export interface UsualCount {
  /** Median of the hourly averages of the past weeks, as far as they are known. */
  readonly people: number
  /** How many of those weeks are known. */
  readonly weeks: number
}

/** What is usual on a day, by hour of the wall clock (0…23) and space; what nobody knows is left out. */
export type UsualDay = ReadonlyMap<number, ReadonlyMap<SpaceKey, UsualCount>>

/**
 * What is usual on a day that wall clocks show: of each space and hour, the averages of the same hour of the same
 * weekday in the past four weeks.
 */
export async function usualDay(
  analytics: Analytics,
  portfolio: Portfolio,
  spaces: readonly Space[],
  day: WallMs,
  now: EpochMs,
): Promise<UsualDay> {
  const averages = new Map<number, Map<SpaceKey, number[]>>()
  for (let week = 1; week <= WEEKS; week++) {
    const start = addCivilDays(day, -7 * week)
    const answers = await analytics.occupancy({
      portfolio,
      spaces,
      range: { start: { kind: 'wall', at: start }, end: { kind: 'wall', at: addCivilDays(start, 1) } },
      resolution: 'hour',
      hours: null,
      now,
      columns: ['observedMs', 'personMs'],
    })
    for (const answer of answers) keepAverages(averages, portfolio, answer)
  }
  return mapValues(averages, (bySpace) =>
    mapValues(bySpace, (known) => ({ people: median(known) ?? 0, weeks: known.length })),
  )
}

/** Adds a day's averages to those of the days before. An hour that clocks show twice is one. */
function keepAverages(
  averages: Map<number, Map<SpaceKey, number[]>>,
  portfolio: Portfolio,
  { space, buckets, rollups }: SpaceAnswer,
): void {
  const zone = zoneOf(portfolio.timeZone(space.key))
  const ofHours = new Map<number, Rollup>()
  buckets.forEach(({ start }, index) => {
    const hour = hourOf(zone.wallOf(start))
    const [before, rollup] = [ofHours.get(hour), rollups[index]]
    if (rollup !== undefined) ofHours.set(hour, before === undefined ? rollup : mergeRollups(before, rollup))
  })
  for (const [hour, rollup] of ofHours) {
    const average = averageOccupancy(rollup)
    if (average === null) continue
    const bySpace = averages.get(hour) ?? new Map<SpaceKey, number[]>()
    averages.set(hour, bySpace.set(space.key, [...(bySpace.get(space.key) ?? []), average]))
  }
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): ReadonlyMap<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}

/** Every space that has a say in what is shown of some: they and their parts. */
export function spacesBehind(shown: readonly ShownSpace[]): readonly Space[] {
  const spaces = shown.flatMap(({ space, parts }) => [space, ...spacesBehind(parts)])
  return [...new Set(spaces)]
}
