import { locationCapacity } from '../portfolio/capacity.ts'
import { countingOf } from '../portfolio/counting.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { Space } from '../portfolio/space.ts'

/** A part of a place that counts for itself, with how many people fit in it. */
export interface CountedPart {
  readonly space: Space
  /** `Infinity` where no capacity is set: nobody can say. */
  readonly capacity: number
}

/** The parts that a place's count adds up; empty for one that counts for itself, or does not count. */
export function countedParts(portfolio: Portfolio, space: Space): readonly CountedPart[] {
  const counting = countingOf(portfolio, space)
  if (counting?.kind !== 'sum') return []
  const parts = new Set(counting.leaves.map((leaf) => leaf.space))
  return portfolio
    .descendants(space.key)
    .filter(({ key }) => parts.has(key))
    .map((part) => ({ space: part, capacity: locationCapacity(portfolio, part) || Infinity }))
}

/** How many more people there may be in a place than its count says: as many as fit in the parts that are not known. */
export function unseenPeople(parts: readonly CountedPart[], isKnown: (space: Space) => boolean): number {
  return parts.reduce((sum, { space, capacity }) => (isKnown(space) ? sum : sum + capacity), 0)
}
