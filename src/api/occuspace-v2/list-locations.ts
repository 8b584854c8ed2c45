import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { PageFrom } from '../../domain/time/bucket-page.ts'
import type { Operation } from '../operation.ts'
import { locationShape, renderLocation } from './location-wire.ts'
import { pageQuery, paginationShape, readCursor, writePagination } from './page-wire.ts'

/** `GET /v2/locations`: every location the token may see, by id, a page at a time (occuspace.md §2). */
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
        querystring: z.object(pageQuery),
        response: { 200: z.object({ data: z.array(locationShape), pagination: paginationShape }) },
      },
    },
    async ({ access, query: { limit, cursor } }) => {
      const binding = JSON.stringify(['locations', access.organization])
      const portfolio = await portfolios.current(access.organization)
      const spaces = visibleSpaces(portfolio, access)
      const page = pageOfSpaces(spaces, readCursor(binding, cursor), limit)
      const firsts = await analytics.firstReadings(portfolio, page.spaces)
      return {
        data: page.spaces.map((space) => renderLocation(portfolio, access, space, firsts.get(space.key))),
        pagination: writePagination(binding, page),
      }
    },
  )
}

function pageOfSpaces(spaces: readonly Space[], from: PageFrom, limit: number) {
  const preceding = spaces.filter(({ locationId }) => from.kind === 'before' && locationId < from.start)
  const following = spaces.filter(({ locationId }) => from.kind !== 'after' || locationId > from.start)
  const page = from.kind === 'before' ? preceding.slice(-limit) : following.slice(0, limit)
  const [first, last] = [page[0] ?? null, page.at(-1) ?? null]
  return {
    spaces: page,
    first: first?.locationId ?? null,
    last: last?.locationId ?? null,
    hasBefore: first !== null && spaces[0] !== first,
    hasAfter: last !== null && spaces.at(-1) !== last,
  }
}
