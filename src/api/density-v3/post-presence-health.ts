import { z } from 'zod'
import { presenceOf } from '../../live/live-state.ts'
import { selectVisible } from '../live/live-members.ts'
import type { Operation } from '../operation.ts'
import { formatInstant } from '../wire.ts'
import { components } from './components.ts'
import { lastHeard, liveBody, spaceHealthStatus } from './live-wire.ts'

const datum = z
  .object({
    presence: z.boolean().nullable().describe('Null where nothing was ever known.'),
    space_health_status: spaceHealthStatus,
    timestamp: lastHeard,
  })
  .register(components, { id: 'HealthAwarePresenceDatumV3' })

/** `POST /v3/analytics/presence-health`: whether somebody is there now, and how sure that is (density-v3.md §6). */
export const postPresenceHealth: Operation<'live' | 'portfolios'> = async (app, { live, portfolios }) => {
  app.post(
    '/analytics/presence-health',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'postPresenceHealth',
        summary: 'Where somebody is now, with the health of the sensors',
        tags: ['Live'],
        body: liveBody,
        response: { 200: z.record(z.string(), datum) },
      },
    },
    async ({ access, body }) => {
      const portfolio = await portfolios.current(access.organization)
      await live.settled()
      const entries = selectVisible(portfolio, access, body.space_ids).map((space) => {
        const state = live.state(access.organization, space.key)
        const timestamp = state.lastAt === null ? null : formatInstant(state.lastAt)
        return [
          space.id,
          { presence: presenceOf(state), space_health_status: state.health, timestamp },
        ] as const
      })
      return Object.fromEntries(entries)
    },
  )
}
