import type { Steps } from '../steps.ts'
import { hourSpansInSteps } from './hour-spans.ts'
import type { EpochMs, Interval } from './interval.ts'
import type { WeeklyHours } from './weekly-hours.ts'
import type { Zone } from './zone.ts'

/** Which time is asked about. */
export interface TimeRequest {
  readonly zone: Zone
  readonly interval: Interval
  /** `null` for the whole week. */
  readonly hours: WeeklyHours | null
  /** Nothing at or after it is asked about. */
  readonly now: EpochMs
}

/** The part of the interval that is not in the future; `null` when none is. */
export function untilNow({ interval, now }: Pick<TimeRequest, 'interval' | 'now'>): Interval | null {
  const end = Math.min(interval.end, now)
  return interval.start < end ? { start: interval.start, end } : null
}

/**
 * The time of a request that is inside the hours and not in the future: ascending spans that never touch. In steps of
 * some hundred spans.
 */
export function* timeInsideInSteps(request: TimeRequest): Steps<readonly Interval[]> {
  const { zone, hours } = request
  const window = untilNow(request)
  if (window === null) return []
  return hours === null ? [window] : yield* hourSpansInSteps(zone, window, hours)
}
