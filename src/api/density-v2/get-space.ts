import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { renderSpace, space } from './space-wire.ts'

/** `GET /v2/spaces/{id}`: a space, with its count (density-v3.md §12). */
export const getSpace: Operation<'live' | 'portfolios'> = async (app, { live, portfolios }) => {
  app.get(
    '/spaces/:id',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'getSpace',
        summary: 'A space, with how many people are in it',
        tags: ['Spaces'],
        params: z.object({ id: z.string() }),
        response: { 200: space },
      },
    },
    async ({ access, params: { id } }) => {
      const portfolio = await portfolios.current(access.organization)
      await live.settled()
      return renderSpace(portfolio, access, live, requireSpace(portfolio, access, id))
    },
  )
}
