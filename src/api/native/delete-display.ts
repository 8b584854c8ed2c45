import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireDisplay } from '../visible-set-up.ts'

/** `DELETE /api/displays/{id}`: its tokens open nothing from then on. */
export const deleteDisplay: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.delete(
    '/displays/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deleteDisplay',
        summary: 'Delete a display',
        description: 'Tokens that it has open nothing from then on.',
        tags: ['Set-up'],
        params: z.object({ id: z.string() }),
        response: { 204: z.undefined().describe('Deleted.') },
      },
    },
    async ({ access, params: { id } }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      requireDisplay(portfolio, access, await portfolios.listDisplays(access.organization), id)
      await portfolios.deleteDisplay(access, id)
      reply.code(204)
    },
  )
}
