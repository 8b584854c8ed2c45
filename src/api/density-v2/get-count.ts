import { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import { resolveMoment } from '../../domain/time/moment-range.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import type { Operation } from '../operation.ts'
import { moment } from '../time-wire.ts'
import { requireSpace } from '../visible-set-up.ts'
import { countNow } from './space-wire.ts'

const answer = z.object({
  count: z.int().min(0).nullable().describe('People at that instant; null where it was unknown.'),
})

/** `GET /v2/spaces/{id}/count`: how many people are, or were, in a space (density-v3.md §12). */
export const getCount: Operation<'analytics' | 'live' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, live, portfolios, clock } = services
  app.get(
    '/spaces/:id/count',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'getCount',
        summary: 'How many people are, or were, in a space',
        tags: ['Counts'],
        params: z.object({ id: z.string() }),
        querystring: z.object({ time: moment.optional().describe('An instant; now when left out.') }),
        response: { 200: answer },
      },
    },
    async ({ access, params: { id }, query: { time } }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = requireSpace(portfolio, access, id)
      if (time === undefined) {
        await live.settled()
        return { count: countNow(live, space) }
      }
      const at = resolveMoment(time, zoneOf(portfolio.timeZone(space.key)))
      if (at > clock()) throw invalid('in_the_future', 'time must not be in the future.')
      const counts = await analytics.countsNow(portfolio, [space], at)
      return { count: counts.get(space.key) ?? null }
    },
  )
}
