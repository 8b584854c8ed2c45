import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import type { Operation } from '../operation.ts'
import { requireDoorway } from '../visible-set-up.ts'
import { socketUrl } from './socket-wire.ts'

/** `POST /v3/analytics/ws/doorway/{doorway_id}/events`: a socket that tells each crossing (density-v3.md §7). */
export const postDoorwayEventsSocket: Operation<'live' | 'connections' | 'portfolios'> = async (
  app,
  services,
) => {
  const { live, connections, portfolios } = services
  app.post(
    '/analytics/ws/doorway/:doorway_id/events',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postDoorwayEventsSocket',
        summary: 'A WebSocket that tells who passes a doorway',
        tags: ['WebSockets'],
        params: z.object({ doorway_id: z.string() }),
        response: { 200: socketUrl },
      },
    },
    async (request) => {
      const { access, params } = request
      const portfolio = await portfolios.current(access.organization)
      const doorway = requireDoorway(portfolio, access, params.doorway_id)
      const visible = new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
      const seen = doorway.sides.map(({ space }) => space).filter((space) => visible.has(space))
      const sides = access.spaces === null ? null : seen
      await live.settled()
      return { ws_url: connections.issueUrl(request, { kind: 'crossings', doorway: doorway.key, sides }) }
    },
  )
}
