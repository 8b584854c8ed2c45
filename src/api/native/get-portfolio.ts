import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import type { Operation } from '../operation.ts'
import { ownSpaceShape, renderOwnSpace } from './space-wire.ts'

/**
 * `GET /api/portfolio`: the spaces that the caller sees, under both vendors' ids and with their places in the tree, for
 * whoever may read. Set-up calls, which need more, have the same by space.
 */
export const getPortfolio: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/portfolio',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getPortfolio',
        summary: 'The spaces as a reader sees them',
        description:
          'One flat list, ordered by `location_id`. A limited token gets its spaces and all below them.',
        tags: ['Analytics'],
        response: { 200: z.object({ spaces: z.array(ownSpaceShape) }) },
      },
      // Checked by the tests: to check every space of a large portfolio once more would hold the others up.
      serializerCompiler: () => JSON.stringify,
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      return { spaces: visibleSpaces(portfolio, access).map((space) => renderOwnSpace(portfolio, space)) }
    },
  )
}
