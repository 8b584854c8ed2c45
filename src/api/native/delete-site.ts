import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'

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
      const visible = new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
      const sites = await portfolios.listSites(access.organization)
      const site = sites.find((candidate) => candidate.slug === slug)
      if (site === undefined || !visible.has(site.space)) throw notFound('site', slug)
      await portfolios.unpublishSite(access, slug)
      reply.code(204)
    },
  )
}
