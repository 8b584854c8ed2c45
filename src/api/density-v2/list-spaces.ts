import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import type { Operation } from '../operation.ts'
import { linksOf, pageQuery, pageShape, rowsOfPage } from './page-wire.ts'
import { renderSpace, space } from './space-wire.ts'

/** `GET /v2/spaces`: every space that the token sees, with its count, a page at a time (density-v3.md §12). */
export const listSpaces: Operation<'live' | 'portfolios' | 'settings'> = async (app, services) => {
  const { live, portfolios, settings } = services
  app.get(
    '/spaces',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'listSpaces',
        summary: 'All spaces, with how many people are in each',
        tags: ['Spaces'],
        querystring: z.object(pageQuery),
        response: { 200: pageShape(space) },
      },
    },
    async (request) => {
      const { access, query } = request
      const portfolio = await portfolios.current(access.organization)
      await live.settled()
      const spaces = visibleSpaces(portfolio, access)
      return {
        ...linksOf(request, settings.publicUrl, query, spaces.length),
        results: rowsOfPage(spaces, query).map((each) => renderSpace(portfolio, access, live, each)),
      }
    },
  )
}
