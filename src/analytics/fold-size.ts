import type { Counting } from '../domain/portfolio/counting.ts'

/** Days of a leaf space folded in one go. */
const LEAF_DAYS_PER_FOLD = 31

/** How many days of a space are folded in one go, so that the readings of a large one are not all held at once. */
export function daysPerFold(counting: Counting): number {
  const leaves = counting.kind === 'sum' ? counting.leaves.length : 1
  return Math.max(1, Math.floor(LEAF_DAYS_PER_FOLD / leaves))
}
