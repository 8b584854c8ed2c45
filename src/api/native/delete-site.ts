import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSite } from '../visible-set-up.ts'

/** `DELETE /api/sites/{slug}`: ends a publication at once. */
export const deleteSite: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.delete(
    '/sites/:slug',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deleteSite',
        summary: 'Unpublish a site',
        description: 'At once. Caches outside the server may hold the last answer for up to 30 seconds.',
        tags: ['Public feed'],
        params: z.object({ slug: z.string() }),
        response: { 204: z.undefined().describe('Unpublished.') },
      },
    },
    async ({ access, params: { slug } }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      requireSite(portfolio, access, await portfolios.listSites(access.organization), slug)
      await portfolios.unpublishSite(access, slug)
      reply.code(204)
    },
  )
}
