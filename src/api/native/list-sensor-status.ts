import { z } from 'zod'
import type { HealthNow } from '../../analytics/occupancy-query.ts'
import { type Access, canSee } from '../../domain/access/access.ts'
import { healthStatuses } from '../../domain/health/sensor-health.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Operation } from '../operation.ts'
import { placesOf } from '../sensor-wire.ts'
import { visibleSensors } from '../visible-set-up.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

const sensorStatus = z
  .object({
    serial_number: z.string(),
    health_status: z.enum(healthStatuses),
    since: instantText
      .nullable()
      .describe('When it began to be so; null for a sensor that has never been heard of.'),
    last_reading_at: instantText.nullable().describe('When it was last heard of; null for never.'),
    last_count: z
      .int()
      .min(0)
      .nullable()
      .describe(
        'People it last saw in `space_ids` together; null for an entry sensor, and before any count.',
      ),
    space_ids: z.array(z.string()).describe('Spaces it covers now; empty for an entry sensor.'),
    doorway_id: z.string().nullable(),
  })
  .register(components, { id: 'SensorStatus' })

/** `GET /api/sensor-status`: how every sensor is doing, as `POST /v3/sensors/health/current` says, and what it said last. */
export const listSensorStatus: Operation<'analytics' | 'portfolios' | 'clock'> = async (
  app,
  { analytics, portfolios, clock },
) => {
  app.get(
    '/sensor-status',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listSensorStatus',
        summary: 'How the sensors are doing',
        description: 'Every sensor at a space that the token sees.',
        tags: ['Sensors'],
        response: { 200: z.object({ data: z.array(sensorStatus) }) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      const healths = await analytics.healthNow(visibleSensors(portfolio, access), clock())
      return { data: healths.map((health) => render(portfolio, access, health)) }
    },
  )
}

function render(
  portfolio: Portfolio,
  access: Access,
  { sensor, status, since, carry }: HealthNow,
): z.infer<typeof sensorStatus> {
  const places = sensor.type === 'entry' ? [] : placesOf(portfolio, sensor)
  const seen = places.filter((place) => canSee(portfolio, access, place))
  const held = carry.held.filter(({ space }) => seen.some(({ key }) => key === space))
  return {
    serial_number: sensor.serialNumber,
    health_status: status,
    since: since === null ? null : formatInstant(since),
    last_reading_at: carry.lastAt === null ? null : formatInstant(carry.lastAt),
    last_count: held.length === 0 ? null : held.reduce((sum, { count }) => sum + count, 0),
    space_ids: seen.map(({ id }) => id),
    doorway_id: portfolio.doorwayOf(sensor.key)?.id ?? null,
  }
}
