import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { seesSite } from '../visible-set-up.ts'
import { renderSite, siteShape } from './site-wire.ts'

/** `GET /api/sites`: the published sites all of whose spaces the caller sees. */
export const listSites: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/sites',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listSites',
        summary: 'List the published sites',
        tags: ['Public feed'],
        response: { 200: z.array(siteShape) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      const sites = await portfolios.listSites(access.organization)
      return sites
        .filter((site) => seesSite(portfolio, access, site))
        .map((site) => renderSite(portfolio, site))
    },
  )
}
