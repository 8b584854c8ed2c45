import { z } from 'zod'
import { requireOwnGroup } from '../label-sight.ts'
import type { Operation } from '../operation.ts'

/** `DELETE /api/label-groups/{id}`: its labels stay, in no group. */
export const deleteLabelGroup: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.delete(
    '/label-groups/:id',
    {
      config: { scope: 'write' },
      schema: {
        operationId: 'deleteLabelGroup',
        summary: 'Delete a label group',
        description: 'Its labels stay, in no group.',
        tags: ['Labels'],
        params: z.object({ id: z.string() }),
        response: { 204: z.undefined().describe('Deleted.') },
      },
    },
    async ({ access, params: { id } }, reply) => {
      requireOwnGroup(await portfolios.current(access.organization), access, id)
      await portfolios.deleteLabelGroup(access, id)
      reply.code(204)
    },
  )
}
