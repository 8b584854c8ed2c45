import type { z } from 'zod'
import type { ForecastAnswer } from '../../analytics/occupancy-query.ts'
import { invalid } from '../../domain/errors.ts'
import type { ForecastError } from '../../domain/forecast/back-test.ts'
import {
  type AskedHours,
  bestTime,
  bestTimeSentence,
  knownOf,
  unusual,
} from '../../domain/forecast/best-time.ts'
import { addCivilDays, startOfDay, weekdayOf } from '../../domain/time/civil.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import { formatUtc, formatWallDate } from '../../domain/time/iso-format.ts'
import type { WallMs } from '../../domain/time/moment.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { spaceParams } from './analytics-wire.ts'
import { type ForecastRequest, forecastAnswer, forecastQuery } from './forecast-wire.ts'

/** Farthest day that is forecast. */
const MAX_DAYS_AHEAD = 366

type Answer = z.infer<typeof forecastAnswer>

/** `GET /api/spaces/{id}/forecast`: what to expect on a day, and when to come. */
export const getForecast: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.get(
    '/spaces/:id/forecast',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getForecast',
        summary: 'What to expect on a day, and when to come',
        description:
          'The median and the middle half of the average occupancies of the same hour, by the wall clock, on the same ' +
          'weekday of the latest weeks that are over, with the error that such forecasts had.',
        tags: ['Analytics'],
        params: spaceParams,
        querystring: forecastQuery,
        response: { 200: forecastAnswer },
      },
    },
    async ({ access, params, query }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = requireSpace(portfolio, access, params.id)
      const { date, weeks } = query
      const now = clock()
      const today = startOfDay(zoneOf(portfolio.timeZone(space.key)).wallOf(now))
      refuseFar(date, today)
      const hours = hoursOf(query)
      const found = await analytics.forecast({ portfolio, space, date, weeks, hours, now })
      const counts = date === today ? await analytics.countsNow(portfolio, [space], now) : null
      return {
        space_id: space.id,
        time_zone: portfolio.timeZone(space.key),
        date: formatWallDate(date),
        weekday: weekdayOf(date),
        weeks,
        lead_weeks: found.leadWeeks,
        ...renderBest(found, hours),
        now: counts === null ? null : renderNow(found, counts.get(space.key) ?? null, now),
        points: found.points.map((point) => ({
          ...point,
          start: formatUtc(point.start),
          end: formatUtc(point.end),
        })),
        back_test: renderBackTest(found),
      }
    },
  )
}

function refuseFar(date: WallMs, today: WallMs): void {
  if (date <= addCivilDays(today, MAX_DAYS_AHEAD)) return
  throw invalid('too_far_ahead', `\`date\` must be at most ${MAX_DAYS_AHEAD} days from today.`)
}

function hoursOf({ start_hour, end_hour }: ForecastRequest): AskedHours | null {
  if (start_hour === undefined && end_hour === undefined) return null
  // As elsewhere, 0 to 0 is the whole day.
  return { from: start_hour ?? 0, until: end_hour === undefined || end_hour === 0 ? 24 : end_hour }
}

function renderBest(
  { points }: ForecastAnswer,
  hours: AskedHours | null,
): Pick<Answer, 'sentence' | 'quietest' | 'busiest'> {
  const best = bestTime(points, hours)
  const only = (found: typeof best.quietest) =>
    found === null ? null : { hour: found.hour, people: found.people }
  return {
    sentence: bestTimeSentence(best, knownOf(points, hours)),
    quietest: only(best.quietest),
    busiest: only(best.busiest),
  }
}

function renderNow({ points }: ForecastAnswer, people: number | null, now: EpochMs): Answer['now'] {
  const hour = points.find(({ start, end }) => start <= now && now < end)
  return {
    at: formatUtc(now),
    people,
    compared: unusual(people, hour?.low ?? null, hour?.high ?? null),
  }
}

function renderBackTest({ backTest }: ForecastAnswer): Answer['back_test'] {
  const { days, ...whole } = backTest
  return {
    ...renderError(whole),
    days: days.map(({ date, ...error }) => ({ date: formatWallDate(date), ...renderError(error) })),
  }
}

function renderError({ hours, error, lastWeekError, insideShare }: ForecastError) {
  return { hours, error, last_week_error: lastWeekError, inside_share: insideShare }
}
