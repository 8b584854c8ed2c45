import { z } from 'zod'
import { modesBelow } from '../../domain/portfolio/counting.ts'
import { presenceOf } from '../../live/live-state.ts'
import { selectVisible } from '../live/live-members.ts'
import type { Operation } from '../operation.ts'
import { liveBody } from './live-wire.ts'

/**
 * `POST /v3/analytics/presence`: in which spaces with open-area or waffle sensors of their own or below somebody is now (density-v3.md §6). Spaces of
 * which nothing was ever known are left out: a yes or no would be made up.
 */
export const postPresence: Operation<'live' | 'portfolios'> = async (app, { live, portfolios }) => {
  app.post(
    '/analytics/presence',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'postPresence',
        summary: 'Where somebody is now (deprecated: use presence-health)',
        tags: ['Live'],
        deprecated: true,
        body: liveBody,
        response: { 200: z.record(z.string(), z.boolean()) },
      },
    },
    async ({ access, body }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      await live.settled()
      reply.header('deprecation', 'true')
      const entries = selectVisible(portfolio, access, body.space_ids).flatMap((space) => {
        const modes = modesBelow(portfolio, space)
        if (!modes.has('oa') && !modes.has('waffle')) return []
        const presence = presenceOf(live.state(access.organization, space.key))
        return presence === null ? [] : [[space.id, presence] as const]
      })
      return Object.fromEntries(entries)
    },
  )
}
