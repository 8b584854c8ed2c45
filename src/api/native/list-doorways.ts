import { z } from 'zod'
import { renderDoorway } from '../doorway-wire.ts'
import type { Operation } from '../operation.ts'
import { visibleDoorways } from '../visible-set-up.ts'
import { ownDoorwayShape } from './doorway-wire.ts'

/** `GET /api/doorways`: every doorway of the organization, deleted ones too. */
export const listDoorways: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/doorways',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listDoorways',
        summary: 'List the doorways',
        description: 'Deleted ones too, with the time they were deleted.',
        tags: ['Set-up'],
        response: { 200: z.array(ownDoorwayShape) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      return visibleDoorways(portfolio, access).map((doorway) => renderDoorway(portfolio, access, doorway))
    },
  )
}
