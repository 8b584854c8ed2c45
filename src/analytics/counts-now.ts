import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'

/** The count of each space at `now`, by folding that very instant; spaces that do not count are left out. */
export async function answerCountsNow(
  histories: Histories,
  portfolio: Portfolio,
  spaces: readonly Space[],
  now: EpochMs,
): Promise<ReadonlyMap<SpaceKey, number | null>> {
  const pacing = new Pacing()
  const counts = new Map<SpaceKey, number | null>()
  for (const space of new Set(spaces)) {
    const counting = countingIn(portfolio, space)
    if (counting === null) continue
    const { segments } = await histories.fold(counting, { start: now, end: now + 1 }, pacing)
    counts.set(space.key, segments.at(-1)?.count ?? null)
    await pacing.breathe()
  }
  return counts
}
