import type { Portfolio } from './portfolio.ts'
import type { Space } from './space.ts'

/**
 * People a location is meant for, as Occuspace counts them: with children always the sum of theirs, whatever is
 * set on the space itself; a missing capacity is 0 (occuspace.md §2, §6).
 */
export function locationCapacity(portfolio: Portfolio, space: Space): number {
  const children = portfolio.children(space.key)
  if (children.length === 0) return space.capacity ?? 0
  return children.reduce((sum, child) => sum + locationCapacity(portfolio, child), 0)
}
