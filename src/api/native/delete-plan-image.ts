import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'

/** `DELETE /api/spaces/{id}/plan/image`: takes the image away; the areas stay. */
export const deletePlanImage: Operation<'portfolios' | 'plans'> = async (app, { portfolios, plans }) => {
  app.delete(
    '/spaces/:id/plan/image',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deletePlanImage',
        summary: 'Delete the image of a floor plan',
        description: 'The areas stay, for another image.',
        tags: ['Floor plans'],
        params: z.object({ id: z.string() }),
        response: { 204: z.undefined().describe('Deleted.') },
      },
    },
    async ({ access, params: { id } }, reply) => {
      const space = requireSpace(await portfolios.current(access.organization), access, id)
      await plans.removeImage(access, space)
      reply.code(204)
    },
  )
}
