import type { LiveSpace } from './live.ts'

/** What a space is shown as, each with a colour and a shape of its own. */
export const spaceStates = ['available', 'occupied', 'over', 'unknown', 'unhealthy'] as const
export type SpaceState = (typeof spaceStates)[number]

/**
 * How a space is. While a count is not known the server says the last that was (density-v3.md §6): it is not shown as if
 * it still were.
 */
export function spaceStateOf(live: LiveSpace | undefined, capacity: number | null): SpaceState {
  const count = knownCount(live)
  if (count === null) return live?.space_health_status === 'offline' ? 'unhealthy' : 'unknown'
  if (capacity !== null && count > capacity) return 'over'
  return count > 0 ? 'occupied' : 'available'
}

/** The people in a space as far as they are known now; `null` while they are not. */
export function knownCount(live: LiveSpace | undefined): number | null {
  return live?.is_known === true && live.space_health_status !== 'offline' ? live.count : null
}
