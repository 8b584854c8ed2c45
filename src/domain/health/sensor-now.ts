import type { Carry } from '../reading/carry.ts'
import { HealthWord } from '../reading/reading.ts'
import type { EpochMs } from '../time/interval.ts'
import type { HealthStatus } from './sensor-health.ts'
import { silentFrom } from './silence.ts'

/**
 * How a sensor is doing at an instant, by all it said up to then: the last of the steps that `sensorHealth` finds up
 * to and including that instant.
 */
export function sensorNow(carry: Carry, heartbeatMs: number | null, at: EpochMs): HealthStatus {
  const { lastAt, health } = carry
  if (lastAt === null) return 'unknown'
  if (at >= silentFrom(lastAt, health, heartbeatMs)) return 'offline'
  return health === HealthWord.degraded ? 'degraded' : 'healthy'
}
