import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { planShape, renderPlan } from './plan-wire.ts'

/** `GET /api/spaces/{id}/plan`: where on its image the spaces below a space are. */
export const getPlan: Operation<'portfolios' | 'plans'> = async (app, { portfolios, plans }) => {
  app.get(
    '/spaces/:id/plan',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'getPlan',
        summary: 'Read the floor plan of a space',
        description: 'A space that has none is answered with an `image` of null and no areas.',
        tags: ['Floor plans'],
        params: z.object({ id: z.string() }),
        response: { 200: planShape },
      },
    },
    async ({ access, params: { id } }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = requireSpace(portfolio, access, id)
      return renderPlan(portfolio, access, space, await plans.plan(space))
    },
  )
}
