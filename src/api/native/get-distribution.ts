import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { endHourRule, isForward } from '../time-wire.ts'
import { requireSpace } from '../visible-set-up.ts'
import { datesQuery, intervalIn, spaceFields, spaceParams } from './analytics-wire.ts'
import { askedHours, hoursQuery } from './hours-query.ts'

/** Longest range that a distribution is answered for. */
const LONGEST_DAYS = 366

const query = z
  .object({
    ...datesQuery,
    ...hoursQuery,
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
      const hours = askedHours(asked)
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
