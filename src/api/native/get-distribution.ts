import { z } from 'zod'
import type { WeeklyHours } from '../../domain/time/weekly-hours.ts'
import type { Operation } from '../operation.ts'
import { endHourRule, isForward, weeklyHoursOf } from '../time-wire.ts'
import { requireSpace } from '../visible-set-up.ts'
import { wholeNumber } from '../whole-number.ts'
import { datesQuery, intervalIn, spaceFields, spaceParams } from './analytics-wire.ts'

/** Longest range that a distribution is answered for. */
const LONGEST_DAYS = 366

const everyDay = [0, 1, 2, 3, 4, 5, 6]
const daysMessage = { error: 'must be weekdays from 0 (Sunday) to 6 with commas between, such as 1,2,3,4,5' }

const query = z
  .object({
    ...datesQuery,
    days: z
      .string(daysMessage)
      .regex(/^[0-6](,[0-6])*$/, daysMessage)
      .optional()
      .meta({ description: 'Weekdays that count, 0 = Sunday; all when left out.', example: '1,2,3,4,5' })
      .transform((text) => text?.split(',').map(Number) ?? everyDay),
    start_hour: wholeNumber(0, 23).default(0).describe('First hour that counts, local; 0 when left out.'),
    end_hour: wholeNumber(0, 24)
      .default(24)
      .describe('Hour at which counting ends, local; 24 when left out. Both 0 stand for the whole day.'),
  })
  .refine(isForward, endHourRule)

const answer = z.object({
  ...spaceFields,
  length_ms: z.int().min(0).describe('Milliseconds asked about: inside the hours, up to now.'),
  observed_ms: z.int().min(0).describe('Milliseconds with a known count: the sum of all durations.'),
  counts: z
    .array(z.object({ count: z.int().min(0), duration_ms: z.int().min(1) }))
    .describe('How long there were how many people, ascending.'),
})

/** `GET /api/spaces/{id}/distribution`: how long there were how many people. */
export const getDistribution: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.get(
    '/spaces/:id/distribution',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getDistribution',
        summary: 'How long there were how many people',
        tags: ['Analytics'],
        params: spaceParams,
        querystring: query,
        response: { 200: answer },
      },
    },
    async ({ access, params, query: asked }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = requireSpace(portfolio, access, params.id)
      const interval = intervalIn(portfolio, space, asked, LONGEST_DAYS)
      const hours = hoursOf(asked)
      const found = await analytics.distribution({ portfolio, space, interval, hours, now: clock() })
      return {
        space_id: space.id,
        time_zone: portfolio.timeZone(space.key),
        length_ms: found.lengthMs,
        observed_ms: found.observedMs,
        counts: found.counts.map(({ count, durationMs }) => ({ count, duration_ms: durationMs })),
      }
    },
  )
}

function hoursOf(asked: z.output<typeof query>): WeeklyHours | null {
  const hours = weeklyHoursOf(asked)
  return hours.always ? null : hours
}
