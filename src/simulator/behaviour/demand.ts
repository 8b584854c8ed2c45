import type { LocalDay } from './local-day.ts'
import type { OpenHours, Profile } from './profile.ts'

/** What a profile expects of one day. */
export interface Demand extends OpenHours {
  /** Share of what a Tuesday in term brings; 0 when the space is closed. */
  readonly level: number
}

const WEEKDAY_LEVEL = [0, 0.88, 1, 0.98, 0.95, 0.7, 0]

/** How many people a day brings, as a share of an ordinary one, and between which local hours. */
export function demandOn(profile: Profile, day: LocalDay): Demand {
  const weekend = day.weekday === 0 || day.weekday === 6
  const { opens, closes } = weekend || day.holiday ? profile.weekends : profile.weekdays
  const seasonal = { term: 1, break: profile.breakDemand, summer: profile.summerDemand }[day.season]
  return { opens, closes, level: dayLevel(profile, day, weekend) * seasonal }
}

function dayLevel(profile: Profile, day: LocalDay, weekend: boolean): number {
  // On a holiday the doors stay shut, but for the few who have a key.
  if (day.holiday) return 0.1 * profile.weekendDemand
  return weekend ? profile.weekendDemand : (WEEKDAY_LEVEL[day.weekday] ?? 0)
}
