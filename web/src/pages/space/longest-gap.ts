import type { Space } from '../../../../src/client/native-wire.ts'
import { askMetrics } from '../../api/metrics.ts'
import { askSegments } from '../../api/space.ts'
import { longestGapMs, stepOf } from './day-steps.ts'
import { incompleteRuns } from './incomplete-runs.ts'
import { datesOf, type Period } from './period.ts'
import { only } from './section.ts'

/**
 * The longest time for which a space's count was unknown, in milliseconds, over at most 31 days. Steps are many: they
 * are asked for only where something is missing, and only as long as a longer gap could still be found.
 */
export async function askLongestGap(
  space: Space,
  days: Pick<Period, 'from' | 'to'>,
  signal: AbortSignal,
): Promise<number> {
  const metrics = await askMetrics(
    { space_ids: [space.id], flatten: false, ...datesOf(days), time_resolution: 'day' },
    signal,
  )
  let longest = 0
  for (const run of incompleteRuns(only(metrics, space).rows, space.time_zone)) {
    if (run.unknownMs <= longest) break
    const { segments } = await askSegments(space.id, datesOf(run), signal)
    longest = Math.max(longest, longestGapMs(segments.map(stepOf)))
  }
  return longest
}
