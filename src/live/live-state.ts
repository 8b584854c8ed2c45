import type { HealthStatus } from '../domain/health/sensor-health.ts'
import type { EpochMs } from '../domain/time/interval.ts'

/** What is true of a space now. */
export interface LiveState {
  /**
   * People. While no sensor of the space is online it is the last that was known, and the health tells the truth
   * (density-v3.md §6); `null` when nothing was ever known.
   */
  readonly count: number | null
  /** Whether the count is known now: then it is what history ends with. */
  readonly isKnown: boolean
  /** Whether a sensor had reached its ceiling. */
  readonly capped: boolean
  readonly health: HealthStatus
  /** When a sensor of the space was last heard of; a person's word moves it not. `null` before. */
  readonly lastAt: EpochMs | null
}

/** The state of a space that nothing counts. */
export const nothingCounts: LiveState = Object.freeze({
  count: null,
  isKnown: false,
  capped: false,
  health: 'unknown',
  lastAt: null,
})

/** Whether somebody is there; `null` when that was never known. */
export function presenceOf({ count }: Pick<LiveState, 'count'>): boolean | null {
  return count === null ? null : count > 0
}
