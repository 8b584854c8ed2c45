import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireDoorway } from '../visible-set-up.ts'
import { cascadeQuery } from './cascade-query.ts'

/** `DELETE /api/doorways/{id}`: what it counted stays, unless `?cascade=true`. */
export const deleteDoorway: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.delete(
    '/doorways/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deleteDoorway',
        summary: 'Delete a doorway',
        description:
          'Its spaces keep the crossings until now, unless `cascade`: then they no longer count them. A sensor on ' +
          'it keeps its readings. The doorway stays in lists, with the time it was deleted.',
        tags: ['Set-up'],
        params: z.object({ id: z.string() }),
        querystring: cascadeQuery,
        response: { 204: z.undefined().describe('Deleted.') },
      },
    },
    async ({ access, params: { id }, query: { cascade } }, reply) => {
      requireDoorway(await portfolios.current(access.organization), access, id)
      await portfolios.deleteDoorway(access, id, cascade)
      reply.code(204)
    },
  )
}
