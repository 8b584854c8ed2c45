import { subjectsOfCounting } from '../domain/occupancy/fold.ts'
import { countingOf } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import { dayStart } from '../domain/time/day.ts'
import type { Interval } from '../domain/time/interval.ts'
import type { Offline } from './offline.ts'

/**
 * The time that readings of some spaces lie in: from the first one to the end of the UTC day of the last, or to now
 * when that is earlier. `null` when there are none.
 */
export async function dataExtent(
  { services, store }: Offline,
  portfolio: Portfolio,
  spaces: readonly Space[],
): Promise<Interval | null> {
  const firsts = await services.analytics.firstReadings(portfolio, spaces)
  let start = Number.POSITIVE_INFINITY
  for (const first of firsts.values()) start = Math.min(start, first)
  let end = Number.NEGATIVE_INFINITY
  for (const space of spaces) {
    const counting = countingOf(portfolio, space)
    for (const subject of counting === null ? [] : subjectsOfCounting(counting)) {
      const extent = await store.readings.extent(subject)
      if (extent !== null) end = Math.max(end, dayStart(extent.until))
    }
  }
  end = Math.min(end, services.clock())
  return start < end ? { start, end } : null
}
