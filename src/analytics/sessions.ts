import { sessionsOf } from '../domain/occupancy/sessions.ts'
import type { Interval } from '../domain/time/interval.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'
import type { SessionAnswer, SessionQuery } from './occupancy-query.ts'

/**
 * Sessions of every space that counts, parents too (density-v3.md §4). A session that is still open ends now.
 */
export async function answerSessions(
  histories: Histories,
  query: SessionQuery,
): Promise<readonly SessionAnswer[]> {
  const { portfolio, range, now, signal } = query
  const pacing = new Pacing(signal)
  const answers: SessionAnswer[] = []
  for (const space of query.spaces) {
    const counting = countingIn(portfolio, space)
    const interval = untilNow(resolveRange(range, zoneOf(portfolio.timeZone(space.key))), now)
    const folds = counting !== null && interval.start < interval.end
    const sessions = folds ? sessionsOf(await histories.fold(counting, interval, pacing)) : []
    answers.push({ space, counts: counting !== null, sessions })
    await pacing.breathe()
  }
  return answers
}

function untilNow({ start, end }: Interval, now: number): Interval {
  return { start, end: Math.min(end, now) }
}
