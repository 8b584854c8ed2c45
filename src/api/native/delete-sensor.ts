import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSensor } from '../visible-set-up.ts'
import { cascadeQuery } from './cascade-query.ts'

/** `DELETE /api/sensors/{serial_number}`: refuses while it has readings unless `?cascade=true`. */
export const deleteSensor: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.delete(
    '/sensors/:serial_number',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deleteSensor',
        summary: 'Delete a sensor',
        description: 'Refused while it has readings, unless `cascade`: then they go too.',
        tags: ['Set-up'],
        params: z.object({ serial_number: z.string() }),
        querystring: cascadeQuery,
        response: { 204: z.undefined().describe('Deleted.') },
      },
    },
    async ({ access, params: { serial_number: serialNumber }, query: { cascade } }, reply) => {
      requireSensor(await portfolios.current(access.organization), access, serialNumber)
      await portfolios.deleteSensor(access, serialNumber, cascade)
      reply.code(204)
    },
  )
}
