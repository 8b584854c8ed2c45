import { z } from 'zod'
import { doorwayShape, renderDoorway } from '../doorway-wire.ts'
import type { Operation } from '../operation.ts'
import { visibleDoorways } from '../visible-set-up.ts'
import { components } from './components.ts'

const doorway = doorwayShape.register(components, { id: 'Doorway' })

/** `GET /v3/doorways`: every doorway, deleted ones too (density-v3.md §8). */
export const listDoorways: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/doorways',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listDoorways',
        summary: 'All doorways',
        description: 'Deleted ones too, with the time they were deleted.',
        tags: ['Doorways'],
        response: { 200: z.array(doorway) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      return visibleDoorways(portfolio, access).map((each) => renderDoorway(portfolio, access, each))
    },
  )
}
