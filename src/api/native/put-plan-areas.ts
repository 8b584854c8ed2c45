import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSpace, requireSpaces } from '../visible-set-up.ts'
import { planAreasBody, planShape, renderPlan } from './plan-wire.ts'

/** `PUT /api/spaces/{id}/plan/areas`: draws the areas of a plan anew. */
export const putPlanAreas: Operation<'portfolios' | 'plans'> = async (app, { portfolios, plans }) => {
  app.put(
    '/spaces/:id/plan/areas',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'putPlanAreas',
        summary: 'Set the areas of a floor plan',
        description: 'Takes the place of all areas that the plan had. It needs no image.',
        tags: ['Floor plans'],
        params: z.object({ id: z.string() }),
        body: planAreasBody,
        response: { 200: planShape },
      },
    },
    async ({ access, params: { id }, body: { areas } }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = requireSpace(portfolio, access, id)
      requireSpaces(
        portfolio,
        access,
        areas.map((area) => area.space_id),
      )
      const drawn = areas.map(({ space_id: spaceId, points }) => ({ spaceId, points }))
      await plans.putAreas(access, space, drawn)
      return renderPlan(portfolio, access, space, await plans.plan(space))
    },
  )
}
