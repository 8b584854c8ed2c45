import type { Doorway, SensorStatus } from '../../../../src/client/native-wire.ts'
import { listDoorways, listSensorStatus } from '../../api/sensor-status.ts'
import type { Answer } from '../../state/answer.ts'
import { useRefreshed } from '../../state/refreshed.ts'
import type { Scope } from './scope.ts'

/** A sensor with the ids of the spaces that it counts for. */
export interface PlacedSensor extends SensorStatus {
  readonly at: readonly string[]
  readonly doorway: Doorway | null
}

const INTERVAL_MS = 30_000

/** How all sensors are, at most half a minute old. */
export function usePlacedSensors(): Answer<readonly PlacedSensor[]> {
  return useRefreshed('sensor-status', INTERVAL_MS, async (signal) => {
    const [sensors, doorways] = await Promise.all([listSensorStatus(signal), listDoorways(signal)])
    return sensors.map((sensor) => placed(sensor, doorways))
  })
}

function placed(sensor: SensorStatus, doorways: readonly Doorway[]): PlacedSensor {
  const doorway = doorways.find(({ id }) => id === sensor.doorway_id) ?? null
  return { ...sensor, doorway, at: doorway?.spaces.map(({ id }) => id) ?? sensor.space_ids }
}

/** The sensors of a scope. Those that are nowhere yet belong to the whole portfolio. */
export function sensorsOf(scope: Scope, sensors: readonly PlacedSensor[]): readonly PlacedSensor[] {
  if (scope.space === null) return sensors
  const inside = new Set(scope.spaces.map(({ id }) => id))
  return sensors.filter(({ at }) => at.some((id) => inside.has(id)))
}

const urgency = { offline: 0, degraded: 1, unknown: 2, healthy: 3 }

/** Those that are not well, the worst and then the longest first. */
export function needAttention(sensors: readonly PlacedSensor[]): readonly PlacedSensor[] {
  return sensors
    .filter(({ health_status }) => health_status !== 'healthy')
    .toSorted(
      (a, b) =>
        urgency[a.health_status] - urgency[b.health_status] || (a.since ?? '').localeCompare(b.since ?? ''),
    )
}
