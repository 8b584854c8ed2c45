import { z } from 'zod'
import { renderDoorway } from '../doorway-wire.ts'
import type { Operation } from '../operation.ts'
import { requireDoorway } from '../visible-set-up.ts'
import { ownDoorwayShape } from './doorway-wire.ts'

/** `GET /api/doorways/{id}` */
export const getDoorway: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/doorways/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'getDoorway',
        summary: 'Read a doorway',
        tags: ['Set-up'],
        params: z.object({ id: z.string() }),
        response: { 200: ownDoorwayShape },
      },
    },
    async ({ access, params: { id } }) => {
      const portfolio = await portfolios.current(access.organization)
      return renderDoorway(portfolio, access, requireDoorway(portfolio, access, id))
    },
  )
}
