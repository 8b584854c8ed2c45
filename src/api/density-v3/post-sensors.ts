import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { renderSensor, sensorShape } from '../sensor-wire.ts'
import { components } from './components.ts'
import { selectSensors, sensorFilter } from './sensor-selection.ts'

const sensor = sensorShape.register(components, { id: 'Sensor' })

/** `POST /v3/sensors`: sensors by serial number, by space, or all (density-v3.md §8). */
export const postSensors: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.post(
    '/sensors',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postSensors',
        summary: 'Sensors by serial number or space',
        tags: ['Sensors'],
        body: z.object(sensorFilter),
        response: { 200: z.array(sensor) },
      },
    },
    async ({ access, body }) => {
      const portfolio = await portfolios.current(access.organization)
      return selectSensors(portfolio, access, body).map((each) => renderSensor(portfolio, access, each))
    },
  )
}
