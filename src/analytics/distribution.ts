import { Distribution } from '../domain/occupancy/distribution.ts'
import { lengthMs } from '../domain/time/interval.ts'
import { timeInsideInSteps } from '../domain/time/time-inside.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'
import { historyParts } from './history-parts.ts'
import type { DistributionAnswer, DistributionQuery } from './occupancy-query.ts'

/** How long a space had each count, within its hours and up to now. */
export async function answerDistribution(
  histories: Histories,
  { portfolio, space, interval, hours, now }: DistributionQuery,
): Promise<DistributionAnswer> {
  const zone = zoneOf(portfolio.timeZone(space.key))
  const inside = await new Pacing().through(timeInsideInSteps({ zone, interval, hours, now }))
  const counting = countingIn(portfolio, space)
  const distribution = new Distribution()
  if (counting !== null) {
    for await (const { history, spans } of historyParts(histories, counting, inside))
      distribution.add(history, spans)
  }
  return {
    lengthMs: inside.reduce((sum, span) => sum + lengthMs(span), 0),
    observedMs: distribution.observedMs,
    counts: distribution.counts,
  }
}
