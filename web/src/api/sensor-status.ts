import type { Doorway } from '../../../src/client/native-wire.ts'
import { get } from './server.ts'

/** How a sensor is doing. */
export interface SensorStatus {
  readonly serial_number: string
  readonly health_status: 'healthy' | 'degraded' | 'offline' | 'unknown'
  /** When it began to be so; `null` for a sensor that has never been heard of. */
  readonly since: string | null
  readonly last_reading_at: string | null
  readonly last_count: number | null
  readonly space_ids: readonly string[]
  readonly doorway_id: string | null
}

/** How every sensor is doing that the session sees. */
export async function listSensorStatus(signal?: AbortSignal): Promise<readonly SensorStatus[]> {
  const { data } = await get<{ data: readonly SensorStatus[] }>('/api/sensor-status', undefined, signal)
  return data
}

/** The doorways that the session sees. */
export function listDoorways(signal?: AbortSignal): Promise<readonly Doorway[]> {
  return get('/v3/doorways', undefined, signal)
}
