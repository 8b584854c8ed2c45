import type { Doorway, SensorStatus } from '../../../src/client/native-wire.ts'
import { listSensorStatus } from './sensor-status.ts'
import { get, query } from './server.ts'

export type HealthStatus = SensorStatus['health_status']

/** A sensor as Density v3 has it (density-v3.md §8). */
export interface DensitySensor {
  readonly serial_number: string
  readonly sensor_type: 'oa' | 'entry' | 'waffle'
  readonly hardware_type: string | null
  readonly firmware_version: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly location: {
    readonly building_ids: readonly string[]
    readonly floor_ids: readonly string[]
    readonly space_ids: readonly string[]
  }
  readonly network_addresses: readonly {
    readonly address: string
    readonly family: string
    readonly if: string
    readonly mac: string
  }[]
}

/** A sensor with how it is doing. */
export interface KnownSensor
  extends SensorStatus,
    Pick<DensitySensor, 'sensor_type' | 'hardware_type' | 'location'> {
  readonly doorway: Doorway | null
}

/** A status that began at an instant; in a list, it holds until the next. */
export interface HealthChange {
  readonly health_status: HealthStatus
  readonly timestamp: string
}

/** Every sensor that the session sees, with how it is doing. */
export async function askSensors(signal?: AbortSignal): Promise<readonly KnownSensor[]> {
  const [statuses, sensors, doorways] = await Promise.all([
    listSensorStatus(signal),
    query<readonly DensitySensor[]>('/v3/sensors', {}, signal),
    // The list of Density's API is open to whoever may read; the own one is for administrators.
    get<readonly Doorway[]>('/v3/doorways', undefined, signal),
  ])
  const bySerial = new Map(sensors.map((sensor) => [sensor.serial_number, sensor]))
  return statuses.flatMap((status) => {
    const sensor = bySerial.get(status.serial_number)
    if (sensor === undefined) return []
    const { sensor_type, hardware_type, location } = sensor
    const doorway = doorways.find(({ id }) => id === status.doorway_id) ?? null
    return { ...status, sensor_type, hardware_type, location, doorway }
  })
}

/** How the health of some sensors changed, by serial number; the first is the status as the time began. */
export function askHealthHistory(
  serials: readonly string[],
  { start, end }: { readonly start: string; readonly end: string },
  signal?: AbortSignal,
): Promise<Readonly<Record<string, readonly HealthChange[]>>> {
  const body = { start_date: start, end_date: end, serial_numbers: serials }
  return query('/v3/sensors/health/history', body, signal)
}

/** One sensor with all that is known of its hardware. */
export async function askSensor(serial: string, signal?: AbortSignal): Promise<DensitySensor | undefined> {
  const [sensor] = await query<readonly DensitySensor[]>('/v3/sensors', { serial_numbers: [serial] }, signal)
  return sensor
}

/** How often a sensor has to be heard of, in seconds; `null` where that is not watched. For administrators. */
export async function askHeartbeat(serial: string, signal?: AbortSignal): Promise<number | null> {
  const path = `/api/sensors/${encodeURIComponent(serial)}`
  const sensor = await get<{ readonly heartbeat_seconds: number | null }>(path, undefined, signal)
  return sensor.heartbeat_seconds
}
