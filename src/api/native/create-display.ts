import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSpace, requireUnlimitedToName } from '../visible-set-up.ts'
import { nameText } from '../wire.ts'
import { displayShape, renderDisplay } from './display-wire.ts'

const body = z.object({
  name: nameText,
  floor_id: z.string(),
  id: z.string().optional().describe('`dsp_…`, to keep an id from elsewhere.'),
})

/** `POST /api/displays`: creates a wayfinding display for a floor. */
export const createDisplay: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.post(
    '/displays',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createDisplay',
        summary: 'Create a display',
        tags: ['Set-up'],
        body,
        response: { 201: displayShape },
      },
    },
    async (request, reply) => {
      const { access } = request
      const { name, floor_id: floorId, id } = request.body
      requireUnlimitedToName(access, id)
      requireSpace(await portfolios.current(access.organization), access, floorId)
      const display = await portfolios.createDisplay(access, { name, floorId, id })
      reply.code(201)
      return renderDisplay(await portfolios.current(access.organization), display)
    },
  )
}
