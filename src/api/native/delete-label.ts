import { z } from 'zod'
import { requireOwnLabel } from '../label-sight.ts'
import type { Operation } from '../operation.ts'

/** `DELETE /api/labels/{id}`: its spaces lose it. */
export const deleteLabel: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.delete(
    '/labels/:id',
    {
      config: { scope: 'write' },
      schema: {
        operationId: 'deleteLabel',
        summary: 'Delete a label',
        description: 'The spaces that it is on lose it.',
        tags: ['Labels'],
        params: z.object({ id: z.string() }),
        response: { 204: z.undefined().describe('Deleted.') },
      },
    },
    async ({ access, params: { id } }, reply) => {
      requireOwnLabel(await portfolios.current(access.organization), access, id)
      await portfolios.deleteLabel(access, id)
      reply.code(204)
    },
  )
}
