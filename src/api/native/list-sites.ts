import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import type { Operation } from '../operation.ts'
import { renderSite, siteShape } from './site-wire.ts'

/** `GET /api/sites`: the published sites whose spaces the caller sees. */
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
      const visible = new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
      const sites = await portfolios.listSites(access.organization)
      return sites.filter(({ space }) => visible.has(space)).map((site) => renderSite(portfolio, site))
    },
  )
}
