import { capacityAt, capacityHistory } from '../domain/portfolio/capacity.ts'
import { SpaceUseCollector } from '../domain/sizing/space-use.ts'
import { type Interval, lengthMs } from '../domain/time/interval.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import { timeInsideInSteps } from '../domain/time/time-inside.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'
import { historyParts } from './history-parts.ts'
import type { SpaceUseAnswer, SpaceUseQuery } from './occupancy-query.ts'

/** How spaces were used within their hours and up to now, against the capacities in force. */
export async function answerSpaceUses(
  histories: Histories,
  query: SpaceUseQuery,
): Promise<readonly SpaceUseAnswer[]> {
  const { portfolio, shortestUseMs } = query
  const pacing = new Pacing(query.signal)
  const times = new Map<string, AskedTime>()
  const answers: SpaceUseAnswer[] = []
  for (const space of query.spaces) {
    const counting = countingIn(portfolio, space)
    if (counting === null) continue
    const zone = portfolio.timeZone(space.key)
    const time = times.get(zone) ?? (await askedTime(query, zone, pacing))
    times.set(zone, time)
    const capacities = capacityHistory(space)
    const collector = new SpaceUseCollector(capacities)
    for await (const { history, spans } of historyParts(histories, counting, time.spans, pacing))
      collector.add(history, spans)
    const use = collector.result(time.lengthMs, shortestUseMs)
    answers.push({ space, use, capacity: capacityAt(capacities, time.last) })
  }
  return answers
}

interface AskedTime {
  readonly spans: readonly Interval[]
  readonly lengthMs: number
  /** The last millisecond asked about. */
  readonly last: number
}

async function askedTime(
  { range, hours, now }: SpaceUseQuery,
  zoneName: string,
  pacing: Pacing,
): Promise<AskedTime> {
  const zone = zoneOf(zoneName)
  const interval = resolveRange(range, zone)
  const spans = await pacing.through(timeInsideInSteps({ zone, interval, hours, now }))
  return {
    spans,
    lengthMs: spans.reduce((sum, span) => sum + lengthMs(span), 0),
    last: Math.min(interval.end, now) - 1,
  }
}
