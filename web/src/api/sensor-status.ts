import type { Doorway, SensorStatus } from '../../../src/client/native-wire.ts'
import { get } from './server.ts'

/** How every sensor is doing that the session sees. */
export async function listSensorStatus(signal?: AbortSignal): Promise<readonly SensorStatus[]> {
  const { data } = await get<{ data: readonly SensorStatus[] }>('/api/sensor-status', undefined, signal)
  return data
}

/** The doorways that the session sees. */
export function listDoorways(signal?: AbortSignal): Promise<readonly Doorway[]> {
  return get('/v3/doorways', undefined, signal)
}
