import type { LiveSpace } from './live.ts'

/** What a space is shown as, each with a colour and a shape of its own. */
export const spaceStates = ['available', 'occupied', 'over', 'unknown', 'unhealthy'] as const
export type SpaceState = (typeof spaceStates)[number]

/**
 * How a space is. Offline sensors keep saying their last count (density-v3.md §6): it is no longer known to be true,
 * and so is not shown as if it were.
 */
export function spaceStateOf(live: LiveSpace | undefined, capacity: number | null): SpaceState {
  if (live === undefined) return 'unknown'
  if (live.space_health_status === 'offline') return 'unhealthy'
  if (live.count === null) return 'unknown'
  if (capacity !== null && live.count > capacity) return 'over'
  return live.count > 0 ? 'occupied' : 'available'
}

/** The people in a space as far as they are known now; `null` while they are not. */
export function knownCount(live: LiveSpace | undefined): number | null {
  return live === undefined || live.space_health_status === 'offline' ? null : live.count
}
