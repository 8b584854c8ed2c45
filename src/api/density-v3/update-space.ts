import { z } from 'zod'
import { spaceFunctions } from '../../domain/portfolio/space-function.ts'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { nameText } from '../wire.ts'
import { openSpaceWriter, space } from './space-shape.ts'

const capacityRule = { error: 'must be an integer of 0 or more, or null' }
const textRule = { error: 'must be a string, or null' }

/** What can be changed about a space; what is absent stays (density-v3.md §8). */
const body = z.object({
  address: z.string(textRule).nullish(),
  binary_occupancy: z
    .boolean({ error: 'must be true or false' })
    .optional()
    .describe('Kept and given back; counting does not go by it.'),
  capacity: z
    .int(capacityRule)
    .min(0, capacityRule)
    .nullish()
    .describe('From now on; what was set before holds for the past. The first one holds for all of it.'),
  function: z
    .enum(spaceFunctions, { error: `must be one of ${spaceFunctions.join(', ')}, or null` })
    .nullish(),
  iwms_id: z.string(textRule).nullish(),
  name: nameText.optional(),
  time_zone: z.string({ error: 'must be an IANA time zone such as Europe/Paris' }).optional(),
})

const methods = [
  ['PUT', 'putSpace'],
  ['PATCH', 'updateSpace'],
] as const

/** `PUT` and `PATCH /v3/spaces/{id}`: changes what the body names, and answers the space (density-v3.md §8). */
export const updateSpace: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { portfolios } = services
  for (const [method, operationId] of methods) {
    app.route({
      method,
      url: '/spaces/:id',
      config: { scope: 'write' },
      schema: {
        operationId,
        summary: 'Change a space',
        description: 'Only what the body names.',
        tags: ['Spaces'],
        params: z.object({ id: z.string() }),
        body,
        response: { 200: space },
      },
      handler: async ({ access, params: { id }, body }) => {
        requireSpace(await portfolios.current(access.organization), access, id)
        const { time_zone: timeZone, iwms_id: iwmsId, binary_occupancy: binaryOccupancy, ...fields } = body
        const change = { ...fields, timeZone, iwmsId, binaryOccupancy }
        const changed = await portfolios.updateSpace(access, id, change)
        const write = await openSpaceWriter(services, access, [changed])
        return write(changed)
      },
    })
  }
}
