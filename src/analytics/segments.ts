import { type CountStep, CountSteps } from '../domain/occupancy/count-steps.ts'
import { untilNow } from '../domain/time/time-inside.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import { historyParts } from './history-parts.ts'
import type { SegmentsQuery } from './occupancy-query.ts'

/** How many people were in a space, step by step up to now; a space that does not count is unknown throughout. */
export async function answerSegments(
  histories: Histories,
  { portfolio, space, interval, now }: SegmentsQuery,
): Promise<readonly CountStep[]> {
  const asked = untilNow({ interval, now })
  if (asked === null) return []
  const counting = countingIn(portfolio, space)
  if (counting === null) return [{ ...asked, count: null, capped: false }]
  const steps = new CountSteps()
  for await (const { history } of historyParts(histories, counting, [asked])) steps.add(history)
  return steps.all
}
