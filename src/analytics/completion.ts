import { expectedSensors } from '../domain/occupancy/fold.ts'
import { rollUp } from '../domain/occupancy/roll-up.ts'
import { areaSources, type Counting, type LeafCounting } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import { zoneOf } from '../domain/time/zone.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'
import type { CompletionAnswer, SessionQuery } from './occupancy-query.ts'

/**
 * The share of expected open-area sensor time that was received in and below each space (density-v3.md §5), whether
 * or not its count rests on those sensors. Spaces without any at that time are left out.
 */
export async function answerCompletion(
  histories: Histories,
  query: SessionQuery,
): Promise<readonly CompletionAnswer[]> {
  const { portfolio, range, now, signal } = query
  const pacing = new Pacing(signal)
  const answers: CompletionAnswer[] = []
  for (const space of query.spaces) {
    const openArea = openAreaOf(portfolio, space)
    const asked = resolveRange(range, zoneOf(portfolio.timeZone(space.key)))
    const interval = { start: asked.start, end: Math.min(asked.end, now) }
    if (openArea === null || interval.start >= interval.end) continue
    const { onlineMs } = rollUp(await histories.fold(openArea, interval, pacing), interval)
    const expectedMs = expectedSensors(openArea).reduce(
      (sum, { from, until }) =>
        sum + Math.max(0, Math.min(until, interval.end) - Math.max(from, interval.start)),
      0,
    )
    // Nothing was expected: that nothing came says nothing.
    if (expectedMs > 0) answers.push({ space, rate: onlineMs / expectedMs })
  }
  return answers
}

/** The open-area sensors over a space and all below it, however those count; `null` when there are none. */
function openAreaOf(portfolio: Portfolio, space: Space): Counting | null {
  const leaves = [space, ...portfolio.descendants(space.key)].flatMap((each): LeafCounting[] => {
    const sources = areaSources(portfolio, each).filter(({ type }) => type === 'oa')
    return sources.length === 0 ? [] : [{ kind: 'area', space: each.key, sources, doorways: [] }]
  })
  return leaves.length === 0 ? null : { kind: 'sum', space: space.key, leaves }
}
