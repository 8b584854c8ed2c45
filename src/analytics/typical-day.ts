import { type TypicalQuarter, typicalDay } from '../domain/occupancy/typical-day.ts'
import { cutBuckets } from '../domain/time/buckets.ts'
import { addCivilDays, weekdayOf } from '../domain/time/civil.ts'
import type { Moment, MomentRange, WallMs } from '../domain/time/moment.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import { WeeklyHours } from '../domain/time/weekly-hours.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { type AnswerSources, answerOccupancy } from './occupancy.ts'
import type { TypicalDayQuery } from './occupancy-query.ts'

/** What is usual in each quarter of an hour of a day, by the same weekday in the weeks before it. */
export async function answerTypicalDay(
  sources: AnswerSources,
  { portfolio, space, date, weeks, now }: TypicalDayQuery,
): Promise<readonly TypicalQuarter[]> {
  const zone = zoneOf(portfolio.timeZone(space.key))
  const weekday = weekdayOf(date)
  const asked = { resolution: '15minute', hours: new WeeklyHours((day) => day === weekday) } as const
  const interval = resolveRange(daysBetween(date, addCivilDays(date, 1)), zone)
  const quarters = cutBuckets({ ...asked, zone, interval, now: Number.POSITIVE_INFINITY })
  const [answer] = await answerOccupancy(sources, {
    ...asked,
    portfolio,
    spaces: [space],
    range: daysBetween(addCivilDays(date, -7 * weeks), date),
    now,
    columns: ['observedMs', 'personMs'],
  })
  const past = answer?.buckets.flatMap((bucket, index) => {
    const rollup = answer.rollups[index]
    return rollup === undefined ? [] : [{ bucket, rollup }]
  })
  return typicalDay(zone, quarters, past ?? [])
}

/** From a midnight to another one, on the wall clock of each space. */
export function daysBetween(from: WallMs, until: WallMs): MomentRange {
  const midnight = (at: WallMs): Moment => ({ kind: 'wall', at })
  return { start: midnight(from), end: midnight(until) }
}
