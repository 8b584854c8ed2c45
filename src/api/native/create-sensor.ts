import { z } from 'zod'
import { countingModes } from '../../domain/portfolio/space.ts'
import type { Operation } from '../operation.ts'
import { requireUnlimitedToName } from '../visible-set-up.ts'
import { nameText } from '../wire.ts'
import { ownSensorShape, readSensorChange, renderOwnSensor, sensorFields } from './sensor-wire.ts'

const body = z.object({ ...sensorFields, serial_number: nameText, sensor_type: z.enum(countingModes) })

/** `POST /api/sensors`: creates a sensor over spaces, on a doorway, or for the time being nowhere. */
export const createSensor: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.post(
    '/sensors',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createSensor',
        summary: 'Create a sensor',
        description: 'An oa or waffle sensor covers `space_ids`, an entry sensor goes on a `doorway_id`.',
        tags: ['Set-up'],
        body,
        response: { 201: ownSensorShape },
      },
    },
    async (request, reply) => {
      const { access } = request
      const { serial_number: serialNumber, sensor_type: type } = request.body
      const change = readSensorChange(request.body, await portfolios.current(access.organization), access)
      requireUnlimitedToName(access, serialNumber)
      const sensor = await portfolios.createSensor(access, { ...change, serialNumber, type })
      reply.code(201)
      return renderOwnSensor(await portfolios.current(access.organization), access, sensor)
    },
  )
}
