import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { visibleSensors } from '../visible-set-up.ts'
import { ownSensorShape, renderOwnSensor } from './sensor-wire.ts'

/** `GET /api/sensors`: every sensor of the organization. */
export const listSensors: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/sensors',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listSensors',
        summary: 'List the sensors',
        tags: ['Set-up'],
        response: { 200: z.array(ownSensorShape) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      return visibleSensors(portfolio, access).map((sensor) => renderOwnSensor(portfolio, access, sensor))
    },
  )
}
