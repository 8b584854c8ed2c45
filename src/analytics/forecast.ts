import { backTest } from '../domain/forecast/back-test.ts'
import { isInside } from '../domain/forecast/best-time.ts'
import { expectedAt, leadWeeksOf, pastDays } from '../domain/forecast/forecast.ts'
import { hourlyAverages } from '../domain/forecast/hourly-averages.ts'
import { cutBuckets } from '../domain/time/buckets.ts'
import { addCivilDays, hourOf, startOfDay, startOfHour, weekdayOf } from '../domain/time/civil.ts'
import type { WallMs } from '../domain/time/moment.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import { WeeklyHours } from '../domain/time/weekly-hours.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { type AnswerSources, answerOccupancy } from './occupancy.ts'
import type { ForecastAnswer, ForecastPoint, ForecastQuery } from './occupancy-query.ts'
import { daysBetween } from './typical-day.ts'

/** Days that a forecast is tried on. */
const BACK_TEST_DAYS = 8

/** What to expect in each hour of a day, by the same weekday in the latest weeks that are over. */
export async function answerForecast(
  sources: AnswerSources,
  { portfolio, space, date, weeks, hours, now }: ForecastQuery,
): Promise<ForecastAnswer> {
  const zone = zoneOf(portfolio.timeZone(space.key))
  const weekday = weekdayOf(date)
  const asked = { resolution: 'hour', hours: new WeeklyHours((day) => day === weekday) } as const
  const leadWeeks = leadWeeksOf(date, startOfDay(zone.wallOf(now)))
  const dates = pastDays(date, leadWeeks, BACK_TEST_DAYS)
  const earliest = pastDays(dates.at(-1) as WallMs, leadWeeks, weeks).at(-1) as WallMs
  const [answer] = await answerOccupancy(sources, {
    ...asked,
    portfolio,
    spaces: [space],
    range: daysBetween(earliest, addCivilDays(date, 1)),
    now,
    columns: ['observedMs', 'personMs'],
  })
  const past = answer?.buckets.flatMap((bucket, index) => {
    const rollup = answer.rollups[index]
    return rollup === undefined ? [] : [{ bucket, rollup }]
  })
  const basis = { averages: hourlyAverages(zone, past ?? []), leadWeeks, weeks }
  const interval = resolveRange(daysBetween(date, addCivilDays(date, 1)), zone)
  const buckets = cutBuckets({ ...asked, zone, interval, now: Number.POSITIVE_INFINITY })
  const points = buckets.map(({ start, end }): ForecastPoint => {
    const at = startOfHour(zone.wallOf(start))
    const actual = basis.averages.get(at) ?? null
    return { start, end, hour: hourOf(at), ...expectedAt(at, basis), actual }
  })
  return { leadWeeks, points, backTest: backTest(dates, basis, (hour) => isInside(hour, hours)) }
}
