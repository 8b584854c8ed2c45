import type { EpochMs, Interval } from '../time/interval.ts'
import type { Portfolio } from './portfolio.ts'
import type { Space } from './space.ts'

/** A span during which a capacity held; the first begins, and the last ends, with time itself. */
export interface CapacitySpan extends Interval {
  readonly capacity: number | null
}

/** A capacity over time: spans that ascend and tile all of it. */
export type CapacityHistory = readonly CapacitySpan[]

/**
 * People a location is meant for, as Occuspace counts them: with children always the sum of theirs, whatever is
 * set on the space itself; a missing capacity is 0 (occuspace.md §2, §6).
 */
export function locationCapacity(portfolio: Portfolio, space: Space): number {
  const children = portfolio.children(space.key)
  if (children.length === 0) return space.capacity ?? 0
  return children.reduce((sum, child) => sum + locationCapacity(portfolio, child), 0)
}

/** What a space's own capacity was and is. */
export function capacityHistory({ capacity, pastCapacities }: Space): CapacityHistory {
  const starts = [-Infinity, ...pastCapacities.map(({ until }) => until)]
  return starts.map((start, index) => {
    const past = pastCapacities[index]
    return past === undefined
      ? { start, end: Infinity, capacity }
      : { start, end: past.until, capacity: past.capacity }
  })
}

/** What {@link locationCapacity} was and is, by the tree as it is now. */
export function locationCapacityHistory(portfolio: Portfolio, space: Space): CapacityHistory {
  const changes = new Map<EpochMs, number>()
  for (const leaf of locationsWithout(portfolio, space)) {
    let before = 0
    for (const { start, capacity } of capacityHistory(leaf)) {
      changes.set(start, (changes.get(start) ?? 0) + (capacity ?? 0) - before)
      before = capacity ?? 0
    }
  }
  let capacity = 0
  const ascending = [...changes].toSorted(([a], [b]) => a - b)
  return ascending.map(([start, change], index) => {
    capacity += change
    return { start, end: ascending[index + 1]?.[0] ?? Infinity, capacity }
  })
}

/** The capacity that held at an instant, `-Infinity` included. */
export function capacityAt(history: CapacityHistory, at: EpochMs): number | null {
  return history.find(({ start, end }) => start <= at && at < end)?.capacity ?? null
}

/**
 * A space with another capacity from `now` on. What it was before is kept for the past; the first capacity that a
 * space is given holds for all of the past as well.
 */
export function withCapacity(space: Space, capacity: number | null, now: EpochMs): Space {
  if (capacity === space.capacity) return space
  if (space.capacity === null && space.pastCapacities.length === 0) return { ...space, capacity }
  const since = space.pastCapacities.at(-1)?.until ?? -Infinity
  // A capacity that was replaced in the instant it was set, or by a clock that was put back, never held.
  const ended = since < now ? [{ capacity: space.capacity, until: now }] : []
  const pastCapacities = [...space.pastCapacities, ...ended]
  const last = pastCapacities.at(-1)
  return last?.capacity === capacity
    ? { ...space, capacity, pastCapacities: pastCapacities.slice(0, -1) }
    : { ...space, capacity, pastCapacities }
}

function locationsWithout(portfolio: Portfolio, space: Space): readonly Space[] {
  const children = portfolio.children(space.key)
  return children.length === 0 ? [space] : children.flatMap((child) => locationsWithout(portfolio, child))
}
