import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { cascadeQuery } from './cascade-query.ts'

/** `DELETE /api/spaces/{id}`: refuses while children or readings exist unless `?cascade=true`. */
export const deleteSpace: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.delete(
    '/spaces/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deleteSpace',
        summary: 'Delete a space',
        description:
          'Refused while spaces are in it or readings say something about it, unless `cascade`: then everything ' +
          'below goes too, with all resets. Sensors stay, with their readings, and stop covering it.',
        tags: ['Set-up'],
        params: z.object({ id: z.string() }),
        querystring: cascadeQuery,
        response: { 204: z.undefined().describe('Deleted.') },
      },
    },
    async ({ access, params: { id }, query: { cascade } }, reply) => {
      requireSpace(await portfolios.current(access.organization), access, id)
      await portfolios.deleteSpace(access, id, cascade)
      reply.code(204)
    },
  )
}
