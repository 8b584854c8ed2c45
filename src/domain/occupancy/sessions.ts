import type { EpochMs, Interval } from '../time/interval.ts'
import type { SpaceHistory } from './segment.ts'

/**
 * The sessions of a history: the maximal stretches with a count above 0, ascending, never touching. Unobserved time
 * ends one, and so do the ends of the history (density-v3.md §4). Their lengths add up to the `occupiedMs` of the
 * same history's rollup.
 */
export function sessionsOf(history: SpaceHistory): readonly Interval[] {
  const sessions: Interval[] = []
  let openSince: EpochMs | null = null
  for (const { start, count } of history.segments) {
    const isOccupied = count !== null && count > 0
    if (isOccupied) openSince ??= start
    else if (openSince !== null) {
      sessions.push({ start: openSince, end: start })
      openSince = null
    }
  }
  if (openSince !== null) sessions.push({ start: openSince, end: history.end })
  return sessions
}
