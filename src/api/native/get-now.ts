import { z } from 'zod'
import { countingModes } from '../../domain/portfolio/space.ts'
import { lastHeard, spaceHealthStatus } from '../density-v3/live-wire.ts'
import { stateAsSent } from '../live/live-event.ts'
import { counts } from '../live/live-members.ts'
import type { Operation } from '../operation.ts'
import { selectSpaces } from '../space-selection.ts'

const MAX_SPACES = 1_000

const query = z.object({
  space_ids: z
    .string()
    .optional()
    .transform((text) => (text === undefined || text === '' ? [] : text.split(',').map((id) => id.trim())))
    .refine((ids) => ids.length <= MAX_SPACES, { error: 'must name at most 1,000 spaces' })
    .describe('Ids, separated by commas: these and everything below them. All when left out.'),
})

const spaceNow = z.object({
  count: z
    .int()
    .min(0)
    .nullable()
    .describe('People. While `is_known` is false: what was known last; null if nothing ever was.'),
  is_known: z.boolean().describe('Whether the count is known now.'),
  presence: z.boolean().nullable().describe('Whether `count` is above 0; null with it.'),
  is_capped: z.boolean().describe('There may be more people: a sensor is at its ceiling.'),
  counting_mode: z.enum(countingModes).nullable(),
  space_health_status: spaceHealthStatus,
  timestamp: lastHeard,
})

/** `GET /api/now`: how many people are where, once; what `GET /api/live` begins with (native.md §6). */
export const getNow: Operation<'live' | 'portfolios'> = async (app, { live, portfolios }) => {
  app.get(
    '/now',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'getNow',
        summary: 'How many people are where',
        tags: ['Live'],
        querystring: query,
        response: { 200: z.object({ spaces: z.record(z.string(), spaceNow) }) },
      },
    },
    async ({ access, query: { space_ids } }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      await live.settled()
      const spaces = selectSpaces(portfolio, access, space_ids).filter((space) => counts(portfolio, space))
      // Thousands of rows that were just put together need not be checked one by one.
      reply.type('application/json; charset=utf-8').serializer(JSON.stringify)
      return {
        spaces: Object.fromEntries(
          spaces.map((space) => [
            space.id,
            stateAsSent(portfolio, space, live.state(access.organization, space.key)),
          ]),
        ),
      }
    },
  )
}
