import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { ownSpaceShape, renderOwnSpace } from './space-wire.ts'

/** `GET /api/spaces/{id}` */
export const getSpace: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/spaces/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'getSpace',
        summary: 'Read a space',
        tags: ['Set-up'],
        params: z.object({ id: z.string() }),
        response: { 200: ownSpaceShape },
      },
    },
    async ({ access, params: { id } }) => {
      const portfolio = await portfolios.current(access.organization)
      return renderOwnSpace(portfolio, requireSpace(portfolio, access, id))
    },
  )
}
