import { z } from 'zod'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { countingModes, type Space } from '../../domain/portfolio/space.ts'
import type { LiveState } from '../../live/live-state.ts'
import { cappedCountLimit } from '../ceiling.ts'
import { modeIn, selectVisible } from '../live/live-members.ts'
import type { Operation } from '../operation.ts'
import { formatInstant } from '../wire.ts'
import { components } from './components.ts'
import { lastHeard, liveBody, spaceHealthStatus } from './live-wire.ts'

const datum = z
  .object({
    count: z
      .int()
      .min(0)
      .nullable()
      .describe(
        'People; null if never reported. While the sensors are offline it is the last that was known.',
      ),
    timestamp: lastHeard,
    space_health_status: spaceHealthStatus,
    counting_mode: z.enum(countingModes).nullable(),
    is_capped: z.boolean().describe('The sensor is at its ceiling: there may be more.'),
    capped_count_limit: z.int().nullable().describe('3 for Waffle: 3 means 3 or more.'),
  })
  .register(components, { id: 'CurrentCountDatumV3' })
const bySpace = z.record(z.string(), datum)

/** `POST /v3/analytics/occupancy/current`: how many people are there now (density-v3.md §6). */
export const postCurrentOccupancy: Operation<'live' | 'portfolios' | 'settings'> = async (app, services) => {
  const { live, portfolios, settings } = services
  const isWrapped = settings.densityEnvelope === 'data'
  app.post(
    '/analytics/occupancy/current',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'postCurrentOccupancy',
        summary: 'How many people are there now',
        tags: ['Live'],
        body: liveBody,
        response: { 200: isWrapped ? z.object({ data: bySpace }) : bySpace },
      },
    },
    async ({ access, body }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      await live.settled()
      const data = Object.fromEntries(
        selectVisible(portfolio, access, body.space_ids).map((space) => [
          space.id,
          render(portfolio, space, live.state(access.organization, space.key)),
        ]),
      )
      // Thousands of rows that were just put together need not be checked one by one.
      reply.type('application/json; charset=utf-8').serializer(JSON.stringify)
      return isWrapped ? { data } : data
    },
  )
}

function render(portfolio: Portfolio, space: Space, state: LiveState): z.infer<typeof datum> {
  return {
    count: state.count,
    timestamp: state.lastAt === null ? null : formatInstant(state.lastAt),
    space_health_status: state.health,
    counting_mode: modeIn(portfolio, space),
    is_capped: state.capped,
    capped_count_limit: cappedCountLimit(portfolio, space),
  }
}
