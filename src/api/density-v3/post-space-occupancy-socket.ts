import { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import { modesBelow } from '../../domain/portfolio/counting.ts'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { socketUrl } from './socket-wire.ts'

/** `POST /v3/analytics/ws/space/{space_id}/occupancy`, also `…/count`: a socket that tells counts (density-v3.md §7). */
export const postSpaceOccupancySocket: Operation<'live' | 'connections' | 'portfolios'> = async (
  app,
  services,
) => {
  const { live, connections, portfolios } = services
  for (const [last, operationId] of [
    ['occupancy', 'postSpaceOccupancySocket'],
    ['count', 'postSpaceCountSocket'],
  ] as const) {
    app.post(
      `/analytics/ws/space/:space_id/${last}`,
      {
        config: { scope: 'read', displays: true },
        schema: {
          operationId,
          summary: 'A WebSocket that tells how many people are in a space and below it',
          tags: ['WebSockets'],
          params: z.object({ space_id: z.string() }),
          response: { 200: socketUrl },
        },
      },
      async (request) => {
        const { access, params } = request
        const portfolio = await portfolios.current(access.organization)
        const space = requireSpace(portfolio, access, params.space_id)
        const modes = modesBelow(portfolio, space)
        if (!modes.has('entry') && !modes.has('waffle')) {
          throw invalid(
            'nothing_counts',
            `Neither ${space.id} nor anything below it has Entry or Waffle sensors, whose counts this socket sends.`,
          )
        }
        await live.settled()
        return { ws_url: connections.issueUrl(request, { kind: 'occupancy', space: space.key }) }
      },
    )
  }
}
