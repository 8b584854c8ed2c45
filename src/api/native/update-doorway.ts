import { z } from 'zod'
import { renderDoorway } from '../doorway-wire.ts'
import type { Operation } from '../operation.ts'
import { requireDoorway } from '../visible-set-up.ts'
import { doorwayChangeBody, ownDoorwayShape, readDoorwayChange } from './doorway-wire.ts'

/** `PATCH /api/doorways/{id}`: changes what the body names. */
export const updateDoorway: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.patch(
    '/doorways/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'updateDoorway',
        summary: 'Change a doorway',
        description: 'Only what the body names.',
        tags: ['Set-up'],
        params: z.object({ id: z.string() }),
        body: doorwayChangeBody,
        response: { 200: ownDoorwayShape },
      },
    },
    async ({ access, params: { id }, body }) => {
      const before = await portfolios.current(access.organization)
      requireDoorway(before, access, id)
      const doorway = await portfolios.updateDoorway(access, id, readDoorwayChange(body, before, access))
      return renderDoorway(await portfolios.current(access.organization), access, doorway)
    },
  )
}
