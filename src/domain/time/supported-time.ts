import type { EpochMs } from './interval.ts'
import type { WallMs } from './moment.ts'

/** Nothing that is asked or reported is of before 1970, where sensors that lost their clock are. */
export const EARLIEST_INSTANT: EpochMs = 0
/** 2100-01-01T00:00:00Z. */
export const LATEST_INSTANT: EpochMs = 4_102_444_800_000

/** Whether an instant, or a wall clock, is of the years that are understood: from 1970 up to but without 2100. */
export function isSupportedTime(at: EpochMs | WallMs): boolean {
  return at >= EARLIEST_INSTANT && at < LATEST_INSTANT
}
