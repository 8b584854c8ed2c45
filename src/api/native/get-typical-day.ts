import { z } from 'zod'
import { weekdayOf } from '../../domain/time/civil.ts'
import { formatUtc, formatWallDate } from '../../domain/time/iso-format.ts'
import { civilDate } from '../civil-date.ts'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { wholeNumber } from '../whole-number.ts'
import { instantText } from '../wire.ts'
import { spaceFields, spaceParams } from './analytics-wire.ts'

const MOST_WEEKS = 52

const query = z.object({
  date: civilDate,
  weeks: wholeNumber(1, MOST_WEEKS)
    .default(12)
    .describe('How many days of the same weekday before it are looked at; 12 when left out.'),
})

const people = z.number().min(0).nullable()
const point = z.object({
  start: instantText.describe('Start of the quarter of an hour on that day.'),
  days: z.int().min(0).describe('How many days were observed then.'),
  median: people,
  p10: people,
  p90: people,
})
const answer = z.object({
  ...spaceFields,
  date: z.iso.date(),
  weekday: z.int().min(0).max(6).describe('0 = Sunday.'),
  weeks: z.int(),
  points: z.array(point).describe('One for each quarter of an hour of the local day.'),
})

/** `GET /api/spaces/{id}/typical-day`: what is usual on the weekday of a date, by the weeks before it. */
export const getTypicalDay: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.get(
    '/spaces/:id/typical-day',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getTypicalDay',
        summary: 'What is usual on a weekday',
        description:
          'Percentiles (R-7) of the average occupancies of the same quarter of an hour, by the wall clock, on the ' +
          'same weekday of the weeks before.',
        tags: ['Analytics'],
        params: spaceParams,
        querystring: query,
        response: { 200: answer },
      },
    },
    async ({ access, params, query: { date, weeks } }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = requireSpace(portfolio, access, params.id)
      const quarters = await analytics.typicalDay({ portfolio, space, date, weeks, now: clock() })
      return {
        space_id: space.id,
        time_zone: portfolio.timeZone(space.key),
        date: formatWallDate(date),
        weekday: weekdayOf(date),
        weeks,
        points: quarters.map(({ start, ...usual }) => ({ start: formatUtc(start), ...usual })),
      }
    },
  )
}
