import { cutAt } from '../domain/occupancy/detections.ts'
import { sessionsOf } from '../domain/occupancy/sessions.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import { DAY_MS, type EpochMs, type Interval } from '../domain/time/interval.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'
import { daysPerFold } from './fold-size.ts'
import { hullOf } from './history-parts.ts'
import type { SessionAnswer, SessionsQuery } from './occupancy-query.ts'

/**
 * Sessions of every space that counts, parents too (density-v3.md §4), whole or cut at the counts
 * inside them. A session that is still open ends now.
 */
export async function answerSessions(
  histories: Histories,
  query: SessionsQuery,
): Promise<readonly SessionAnswer[]> {
  const { portfolio, range, now, signal, spans, found } = query
  const pacing = new Pacing(signal)
  const answers: SessionAnswer[] = []
  let total = 0
  for (const space of query.spaces) {
    const counting = countingIn(portfolio, space)
    const interval = untilNow(resolveRange(range, zoneOf(portfolio.timeZone(space.key))), now)
    const folds = counting !== null && interval.start < interval.end
    const merged = folds ? sessionsOf(await histories.fold(counting, interval, pacing)) : []
    const cuts = folds && spans === 'detections' && merged.length > 0
    const sessions = cuts ? await cutAtDetections(histories, counting, merged, pacing) : merged
    total += sessions.length
    found?.(total)
    answers.push({ space, counts: counting !== null, sessions })
    await pacing.breathe()
  }
  return answers
}

/** Cuts the sessions of a space at the counts inside them, a few days of readings at a time. */
async function cutAtDetections(
  histories: Histories,
  counting: Counting,
  sessions: readonly Interval[],
  pacing: Pacing,
): Promise<readonly Interval[]> {
  const { start: first, end: last } = hullOf(sessions)
  const step = daysPerFold(counting) * DAY_MS
  const instants: EpochMs[] = []
  for (let start = first; start < last; start += step) {
    const part = { start, end: Math.min(start + step, last) }
    for (const at of await histories.detections(counting, part, pacing)) instants.push(at)
    await pacing.breathe()
  }
  return cutAt(sessions, instants)
}

function untilNow({ start, end }: Interval, now: number): Interval {
  return { start, end: Math.min(end, now) }
}
