import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import type { Operation } from '../operation.ts'
import { ownSpaceShape, renderOwnSpace } from './space-wire.ts'

/** `GET /api/spaces`: every space of the organization in one flat list, ordered by `location_id`. */
export const listSpaces: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/spaces',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listSpaces',
        summary: 'List the spaces',
        tags: ['Set-up'],
        response: { 200: z.array(ownSpaceShape) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      return visibleSpaces(portfolio, access).map((space) => renderOwnSpace(portfolio, space))
    },
  )
}
