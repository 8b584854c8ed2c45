import { z } from 'zod'
import { canSee, visibleSpaces } from '../../domain/access/access.ts'
import { locationCapacity } from '../../domain/portfolio/capacity.ts'
import type { Operation } from '../operation.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'
import { envelope, ok } from './envelope.ts'

const location = z
  .object({
    id: z.int(),
    name: z.string(),
    parentId: z.int().nullable(),
    capacity: z.int().min(0).describe("The sum of the children's where there are any; 0 when none is set."),
    earliestCount: instantText.nullable().describe('When the first reading was; null without any.'),
  })
  .register(components, { id: 'Location' })

/** `GET /v1/locations`: every location the token may see, by id (occuspace.md §4). */
export const listLocations: Operation<'analytics' | 'portfolios'> = async (
  app,
  { analytics, portfolios },
) => {
  app.get(
    '/locations',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listLocations',
        summary: 'All locations',
        tags: ['Locations'],
        response: { 200: envelope(z.array(location)) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      const spaces = visibleSpaces(portfolio, access)
      const firsts = await analytics.firstReadings(portfolio, spaces)
      return ok(
        spaces.map((space) => {
          const parent = space.parent === null ? null : portfolio.space(space.parent)
          const first = firsts.get(space.key)
          return {
            id: space.locationId,
            name: space.name,
            parentId: parent !== null && canSee(portfolio, access, parent) ? parent.locationId : null,
            capacity: locationCapacity(portfolio, space),
            earliestCount: first === undefined ? null : formatInstant(first),
          }
        }),
      )
    },
  )
}
