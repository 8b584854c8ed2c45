import { z } from 'zod'
import { spacesKnownByName, visibleSpaces } from '../../domain/access/access.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { Operation } from '../operation.ts'
import { openSpaceWriter, space } from './space-shape.ts'

/**
 * `GET /v3/spaces`: every space the token may see, all levels in one flat list (density-v3.md §8). Of what is above
 * the spaces of a limited token it has no more than where they are: the names (§10).
 */
export const listSpaces: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { portfolios } = services
  app.get(
    '/spaces',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'listSpaces',
        summary: 'All spaces',
        tags: ['Spaces'],
        response: { 200: z.array(space) },
      },
      // Checked by the tests: to check every space of a large portfolio once more would hold the others up.
      serializerCompiler: () => JSON.stringify,
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      const visible = visibleSpaces(portfolio, access)
      const above = spacesKnownByName(portfolio, access)
      const known = new Set([...above, ...visible].map(({ id }) => id))
      return [
        ...above.map((each) => renderName(portfolio, each, known)),
        ...visible.map(await openSpaceWriter(services, access, visible)),
      ]
    },
  )
}

function renderName(
  portfolio: Portfolio,
  { id, name, type, status, key }: Space,
  known: ReadonlySet<string>,
): z.infer<typeof space> {
  return {
    id,
    name,
    space_type: type,
    address: null,
    binary_occupancy: false,
    capacity: null,
    children: [],
    children_ids: portfolio.children(key).flatMap((child) => (known.has(child.id) ? [child.id] : [])),
    cost_per_sqft: null,
    counting_mode: null,
    daily_reset: '00:00',
    function: null,
    go_live_date_utc: null,
    iwms_id: null,
    labels: [],
    size_area: null,
    status,
    time_zone: portfolio.timeZone(key),
  }
}
