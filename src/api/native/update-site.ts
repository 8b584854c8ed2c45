import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSite } from '../visible-set-up.ts'
import { readSitePlaces } from './site-space.ts'
import { readSiteChange, renderSite, siteChangeBody, siteShape } from './site-wire.ts'

/** `PATCH /api/sites/{slug}`: changes what the body names; everybody is shown it at once. */
export const updateSite: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.patch(
    '/sites/:slug',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'updateSite',
        summary: 'Change a published site',
        description:
          'Only what the body names; the slug stays. At once, though caches outside the server may hold the last ' +
          'answer for up to 30 seconds.',
        tags: ['Public feed'],
        params: z.object({ slug: z.string() }),
        body: siteChangeBody,
        response: { 200: siteShape },
      },
    },
    async ({ access, params: { slug }, body }) => {
      const before = await portfolios.current(access.organization)
      requireSite(before, access, await portfolios.listSites(access.organization), slug)
      const shows = readSitePlaces(before, access, body)
      const site = await portfolios.updateSite(access, slug, { ...readSiteChange(body), shows })
      return renderSite(await portfolios.current(access.organization), site)
    },
  )
}
