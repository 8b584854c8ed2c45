import type { Operation } from '../operation.ts'
import { findLocation, locationPath, locationShape, renderLocation } from './location-wire.ts'

/** `GET /v2/locations/{id}`: one location (occuspace.md §2). */
export const getLocation: Operation<'analytics' | 'portfolios'> = async (app, { analytics, portfolios }) => {
  app.get(
    '/locations/:id',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getLocation',
        summary: 'One location',
        tags: ['Locations'],
        params: locationPath,
        response: { 200: locationShape },
      },
    },
    async ({ access, params: { id } }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = findLocation(portfolio, access, id)
      const firsts = await analytics.firstReadings(portfolio, [space])
      return renderLocation(portfolio, access, space, firsts.get(space.key))
    },
  )
}
