import { z } from 'zod'
import { link } from '../shapes.ts'
import { defineTool } from '../tool.ts'

const MAX_SENSORS = 200

/** Which sensors can be trusted now. */
export const sensorHealth = defineTool({
  name: 'sensor_health',
  title: 'Can the numbers be trusted',
  description:
    'How the sensors are: how many are healthy, degraded, offline or were never heard of, and the ones that are not healthy, longest silent first.',
  input: z.object({ limit: z.int().min(1).max(MAX_SENSORS).default(50) }),
  output: z.object({
    healthy: z.int().min(0),
    degraded: z.int().min(0),
    offline: z.int().min(0),
    unknown: z.int().min(0),
    not_healthy: z.array(
      z.object({
        serial_number: z.string(),
        health: z.string(),
        since: z.string().nullable(),
        last_heard_at: z.string().nullable(),
        space_ids: z.array(z.string()),
        doorway_id: z.string().nullable(),
      }),
    ),
    link,
  }),
  async answer({ limit }, { client, links }) {
    const statuses = await client.listSensorStatus()
    const tally = { healthy: 0, degraded: 0, offline: 0, unknown: 0 }
    for (const { health_status } of statuses) tally[health_status]++
    const bad = statuses
      .filter(({ health_status }) => health_status !== 'healthy')
      .sort((one, other) => (one.last_reading_at ?? '').localeCompare(other.last_reading_at ?? ''))
    return {
      ...tally,
      not_healthy: bad.slice(0, limit).map((sensor) => ({
        serial_number: sensor.serial_number,
        health: sensor.health_status,
        since: sensor.since,
        last_heard_at: sensor.last_reading_at,
        space_ids: [...sensor.space_ids],
        doorway_id: sensor.doorway_id,
      })),
      link: links.sensors(),
    }
  },
})
