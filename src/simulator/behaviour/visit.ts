import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time/interval.ts'
import type { Random } from '../random.ts'
import type { Demand } from './demand.ts'
import type { Profile } from './profile.ts'

/** One person's stay: milliseconds past local midnight by the wall clock, `from < until`. */
export interface Visit {
  readonly from: number
  readonly until: number
}

/** Everything that a day's visits to a space depend on. */
export interface VisitPlan {
  readonly profile: Profile
  readonly demand: Demand
  /** People that the space is meant for, at least 1. */
  readonly capacity: number
  readonly random: Random
}

const LAST_LEAVES_MS = DAY_MS - 10 * MINUTE_MS

/** A stay from one local hour to another, cut so that it lasts a minute at least and ends on its day. */
export function visit(fromHours: number, untilHours: number): Visit {
  const from = Math.min(Math.max(0, Math.round(fromHours * HOUR_MS)), LAST_LEAVES_MS - MINUTE_MS)
  const until = Math.min(Math.max(Math.round(untilHours * HOUR_MS), from + MINUTE_MS), LAST_LEAVES_MS)
  return { from, until }
}
