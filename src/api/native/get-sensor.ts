import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSensor } from '../visible-set-up.ts'
import { ownSensorShape, renderOwnSensor } from './sensor-wire.ts'

/** `GET /api/sensors/{serial_number}` */
export const getSensor: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/sensors/:serial_number',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'getSensor',
        summary: 'Read a sensor',
        tags: ['Set-up'],
        params: z.object({ serial_number: z.string() }),
        response: { 200: ownSensorShape },
      },
    },
    async ({ access, params }) => {
      const portfolio = await portfolios.current(access.organization)
      return renderOwnSensor(portfolio, access, requireSensor(portfolio, access, params.serial_number))
    },
  )
}
