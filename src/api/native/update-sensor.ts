import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSensor } from '../visible-set-up.ts'
import { ownSensorShape, readSensorChange, renderOwnSensor, sensorChangeBody } from './sensor-wire.ts'

/** `PATCH /api/sensors/{serial_number}`: changes what the body names. */
export const updateSensor: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.patch(
    '/sensors/:serial_number',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'updateSensor',
        summary: 'Change a sensor',
        description:
          'Only what the body names. Pointed at other spaces, what it saw so far stays with those it saw. Its ' +
          'type stays.',
        tags: ['Set-up'],
        params: z.object({ serial_number: z.string() }),
        body: sensorChangeBody,
        response: { 200: ownSensorShape },
      },
    },
    async ({ access, params: { serial_number: serialNumber }, body }) => {
      const before = await portfolios.current(access.organization)
      requireSensor(before, access, serialNumber)
      const change = readSensorChange(body, before, access)
      const sensor = await portfolios.updateSensor(access, serialNumber, change)
      return renderOwnSensor(await portfolios.current(access.organization), access, sensor)
    },
  )
}
