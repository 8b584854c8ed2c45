import type { EpochMs } from '../../domain/time/interval.ts'
import type { LocalDay } from '../behaviour/local-day.ts'
import type { WireReading } from '../wire-reading.ts'
import type { SimulatedSensor } from './scene.ts'

/** What one sensor has to say on a local day, in time order; of no sensor for what people say themselves. */
export interface SensorDay {
  readonly sensor: SimulatedSensor | null
  readonly readings: readonly WireReading[]
}

/**
 * The readings with a heartbeat at each full interval since the day began in which the sensor said nothing else.
 * Nothing changes for a sensor that sends none.
 */
export function withHeartbeats({ sensor, readings }: SensorDay, day: LocalDay): readonly WireReading[] {
  if (sensor === null || sensor.heartbeatMs === null) return readings
  const { serial, heartbeatMs, phaseMs } = sensor
  const merged: WireReading[] = []
  let lastAt: EpochMs = Number.NEGATIVE_INFINITY
  let next = 0
  for (let beat = day.start + phaseMs; beat < day.end; beat += heartbeatMs) {
    for (
      let reading = readings[next];
      reading !== undefined && reading.at <= beat;
      reading = readings[next]
    ) {
      merged.push(reading)
      lastAt = reading.at
      next++
    }
    if (lastAt <= beat - heartbeatMs) merged.push({ type: 'heartbeat', sensor: serial, at: beat })
  }
  return merged.concat(readings.slice(next))
}
