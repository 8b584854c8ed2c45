import { clipHistory } from '../domain/occupancy/clip.ts'
import { dwellDays, endOfFinishedDays } from '../domain/occupancy/dwell-days.ts'
import { sortedStretch } from '../domain/occupancy/sorted-stretch.ts'
import { summariseVisits, type Visit, type VisitSummary, visitsOf } from '../domain/occupancy/visits.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { Bucket } from '../domain/time/bucket.ts'
import { cutBuckets } from '../domain/time/buckets.ts'
import type { Interval } from '../domain/time/interval.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'
import { daysPerFold } from './fold-size.ts'
import type { DwellAnswer, DwellQuery } from './occupancy-query.ts'

/** Visit durations by the bucket in which the visits started (occuspace.md §3 and §6). */
export async function answerDwell(histories: Histories, query: DwellQuery): Promise<DwellAnswer> {
  const { portfolio, space, resolution, hours } = query
  const zone = zoneOf(portfolio.timeZone(space.key))
  const finished = endOfFinishedDays(zone, space.dailyResetMinutes, query.now)
  const interval = resolveRange(query.range, zone)
  const buckets = cutBuckets({ zone, interval, resolution, hours, now: finished })
  const counting = countingIn(portfolio, space)
  const first = buckets[0]?.start
  if (counting === null || first === undefined)
    return { buckets, stays: buckets.map(() => summariseVisits([])) }
  const asked = { start: first, end: Math.min(interval.end, finished) }
  const days = dwellDays(zone, space.dailyResetMinutes, asked)
  const visits = await visitsDuring(histories, counting, days)
  return { buckets, stays: staysByBucket(buckets, visits) }
}

async function visitsDuring(
  histories: Histories,
  counting: Counting,
  days: readonly Interval[],
): Promise<readonly Visit[]> {
  const perFold = daysPerFold(counting)
  const pacing = new Pacing()
  const visits: Visit[] = []
  for (let index = 0; index < days.length; index += perFold) {
    const group = days.slice(index, index + perFold)
    const start = group[0]?.start ?? 0
    const history = await histories.fold(counting, { start, end: group.at(-1)?.end ?? start }, pacing)
    for (const day of group) for (const visit of visitsOf(clipHistory(history, day))) visits.push(visit)
    await pacing.breathe()
  }
  return visits
}

function staysByBucket(buckets: readonly Bucket[], visits: readonly Visit[]): readonly VisitSummary[] {
  const ascending = visits.toSorted((a, b) => a.start - b.start)
  return buckets.map(({ spans }) => summariseVisits(spans.flatMap((span) => startedIn(ascending, span))))
}

function startedIn(ascending: readonly Visit[], { start, end }: Interval): readonly Visit[] {
  return sortedStretch(
    ascending,
    (visit) => visit.start < start,
    (visit) => visit.start >= end,
  )
}
