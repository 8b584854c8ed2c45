import type { Operation } from '../operation.ts'
import { readSitePlaces } from './site-space.ts'
import { renderSite, siteBody, siteShape } from './site-wire.ts'

/** `POST /api/sites`: publishes places under a slug, for everybody to see how full they are (occuspace.md §5). */
export const createSite: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.post(
    '/sites',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createSite',
        summary: 'Publish a site',
        description:
          'Shows each place with the spaces directly in it. From then on `/live/{slug}` and `/compare/{slug}` answer everybody, without a token. Counts below ' +
          '`min_count` (of the site or the space, whichever is greater) are shown as 0 or as the threshold, ' +
          'whichever is nearer.',
        tags: ['Public feed'],
        body: siteBody,
        response: { 201: siteShape },
      },
    },
    async (request, reply) => {
      const { access, body } = request
      const portfolio = await portfolios.current(access.organization)
      const shows = readSitePlaces(portfolio, access, body) ?? { places: [] }
      const site = await portfolios.publishSite(access, {
        slug: body.slug,
        shows,
        minCount: body.min_count ?? undefined,
        busyPercent: body.levels?.busy,
        veryBusyPercent: body.levels?.very_busy,
        hours: body.hours ?? undefined,
      })
      reply.code(201)
      return renderSite(await portfolios.current(access.organization), site)
    },
  )
}
