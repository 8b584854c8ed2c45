import { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import { liveMembers } from '../live/live-members.ts'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { socketUrl } from './socket-wire.ts'

/** `POST /v3/analytics/ws/floor/{floor_id}/presence`: a socket that tells where somebody is (density-v3.md §7). */
export const postFloorPresenceSocket: Operation<'live' | 'connections' | 'portfolios'> = async (
  app,
  services,
) => {
  const { live, connections, portfolios } = services
  app.post(
    '/analytics/ws/floor/:floor_id/presence',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'postFloorPresenceSocket',
        summary: 'A WebSocket that tells where on a floor somebody is',
        tags: ['WebSockets'],
        params: z.object({ floor_id: z.string() }),
        response: { 200: socketUrl },
      },
    },
    async (request) => {
      const { access, params } = request
      const portfolio = await portfolios.current(access.organization)
      const floor = requireSpace(portfolio, access, params.floor_id)
      if (floor.type !== 'floor') {
        throw invalid('not_a_floor', `${floor.id} is a ${floor.type}: presence is told of floors.`)
      }
      if (liveMembers(portfolio, floor, 'presence').length === 0) {
        throw invalid('nothing_counts', `Nothing on ${floor.id} has sensors or doorways that count.`)
      }
      await live.settled()
      return { ws_url: connections.issueUrl(request, { kind: 'presence', space: floor.key }) }
    },
  )
}
