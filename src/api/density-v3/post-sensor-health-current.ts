import { z } from 'zod'
import { healthStatuses } from '../../domain/health/sensor-health.ts'
import type { Operation } from '../operation.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'
import { selectSensors, sensorFilter } from './sensor-selection.ts'

const sensorHealth = z
  .object({
    serial_number: z.string(),
    health_status: z.enum(healthStatuses),
    last_status_change: instantText
      .nullable()
      .describe('When it began to be so; null for a sensor that has never been heard of.'),
  })
  .register(components, { id: 'SensorHealth' })
const answer = z.object({ data: z.array(sensorHealth) })

/** `POST /v3/sensors/health/current`: how sensors are doing, and since when (density-v3.md §8). */
export const postSensorHealthCurrent: Operation<'analytics' | 'portfolios' | 'clock'> = async (
  app,
  { analytics, portfolios, clock },
) => {
  app.post(
    '/sensors/health/current',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postSensorHealthCurrent',
        summary: 'How sensors are doing',
        tags: ['Sensors'],
        body: z.object(sensorFilter),
        response: { 200: answer },
      },
    },
    async ({ access, body }) => {
      const portfolio = await portfolios.current(access.organization)
      const health = await analytics.healthNow(selectSensors(portfolio, access, body), clock())
      return {
        data: health.map(({ sensor, status, since }) => ({
          serial_number: sensor.serialNumber,
          health_status: status,
          last_status_change: since === null ? null : formatInstant(since),
        })),
      }
    },
  )
}
