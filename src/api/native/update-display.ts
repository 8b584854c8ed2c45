import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireDisplay, requireSpace } from '../visible-set-up.ts'
import { nameText } from '../wire.ts'
import { displayShape, renderDisplay } from './display-wire.ts'

const body = z.object({ name: nameText.optional(), floor_id: z.string().optional() })

/** `PATCH /api/displays/{id}`: renames a display, or has it show another floor. */
export const updateDisplay: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.patch(
    '/displays/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'updateDisplay',
        summary: 'Change a display',
        description: 'Only what the body names. Tokens that it has read the other floor at once.',
        tags: ['Set-up'],
        params: z.object({ id: z.string() }),
        body,
        response: { 200: displayShape },
      },
    },
    async ({ access, params: { id }, body: { name, floor_id: floorId } }) => {
      const before = await portfolios.current(access.organization)
      requireDisplay(before, access, await portfolios.listDisplays(access.organization), id)
      if (floorId !== undefined) requireSpace(before, access, floorId)
      const display = await portfolios.updateDisplay(access, id, { name, floorId })
      return renderDisplay(await portfolios.current(access.organization), display)
    },
  )
}
