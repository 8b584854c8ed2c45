import { z } from 'zod'
import { renderDoorway } from '../doorway-wire.ts'
import type { Operation } from '../operation.ts'
import { requireUnlimitedToName } from '../visible-set-up.ts'
import { nameText } from '../wire.ts'
import { ownDoorwayShape, readDoorwayChange, readSides, sensorField, sidesField } from './doorway-wire.ts'

const body = z.object({
  name: nameText,
  sensor_serial_number: sensorField,
  spaces: sidesField,
  id: z.string().optional().describe('`drw_…`, to keep an id from elsewhere.'),
})

/** `POST /api/doorways`: creates a doorway between two spaces, or a space and outside. */
export const createDoorway: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.post(
    '/doorways',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createDoorway',
        summary: 'Create a doorway',
        tags: ['Set-up'],
        body,
        response: { 201: ownDoorwayShape },
      },
    },
    async (request, reply) => {
      const { access } = request
      const { name, id, spaces } = request.body
      requireUnlimitedToName(access, id)
      const change = readDoorwayChange(request.body, await portfolios.current(access.organization), access)
      const doorway = await portfolios.createDoorway(access, {
        ...change,
        name,
        id,
        sides: readSides(spaces),
      })
      reply.code(201)
      return renderDoorway(await portfolios.current(access.organization), access, doorway)
    },
  )
}
