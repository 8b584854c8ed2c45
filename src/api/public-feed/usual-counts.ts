import type { Analytics } from '../../analytics/occupancy-query.ts'
import { median } from '../../domain/feed/comparison.ts'
import type { ShownSpace } from '../../domain/feed/shown-count.ts'
import { averageOccupancy } from '../../domain/occupancy/metrics.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../../domain/portfolio/space.ts'
import { addCivilDays, startOfHour } from '../../domain/time/civil.ts'
import { type EpochMs, HOUR_MS } from '../../domain/time/interval.ts'
import type { WallMs } from '../../domain/time/moment.ts'

/** Weeks that say what is usual. */
const WEEKS = 4

/** What is usual in a space at an hour of the week. */
export interface UsualCount {
  /** Median of the hourly averages of the past weeks, as far as they are known. */
  readonly people: number
  /** How many of those weeks are known. */
  readonly weeks: number
}

/**
 * What is usual at the hour that wall clocks show: of each space, the averages of the same hour of the same weekday
 * in the past four weeks. Spaces of which none is known are left out.
 */
export async function usualCounts(
  analytics: Analytics,
  portfolio: Portfolio,
  spaces: readonly Space[],
  wall: WallMs,
  now: EpochMs,
): Promise<ReadonlyMap<SpaceKey, UsualCount>> {
  const averages = new Map<SpaceKey, number[]>()
  for (let week = 1; week <= WEEKS; week++) {
    const start = addCivilDays(startOfHour(wall), -7 * week)
    const answers = await analytics.occupancy({
      portfolio,
      spaces,
      range: { start: { kind: 'wall', at: start }, end: { kind: 'wall', at: start + HOUR_MS } },
      resolution: 'total',
      hours: null,
      now,
      columns: ['observedMs', 'personMs'],
    })
    for (const { space, rollups } of answers) {
      const average = rollups[0] === undefined ? null : averageOccupancy(rollups[0])
      if (average !== null) averages.set(space.key, [...(averages.get(space.key) ?? []), average])
    }
  }
  return new Map(
    [...averages].map(([key, known]) => [key, { people: median(known) ?? 0, weeks: known.length }]),
  )
}

/** Every space that has a say in what is shown of some: they and their parts. */
export function spacesBehind(shown: readonly ShownSpace[]): readonly Space[] {
  const spaces = shown.flatMap(({ space, parts }) => [space, ...spacesBehind(parts)])
  return [...new Set(spaces)]
}
