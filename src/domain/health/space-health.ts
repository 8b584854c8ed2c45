import type { HealthStatus } from './sensor-health.ts'

/** How many of a space's sensors are in each state. */
export type HealthTally = Readonly<Record<HealthStatus, number>>

/**
 * How a space is doing, by its sensors: the first that matches of all healthy; all offline; none at all, or one
 * unknown and none healthy; anything else (density-v3.md §6).
 */
export function spaceHealth({ healthy, degraded, offline, unknown }: HealthTally): HealthStatus {
  const sensors = healthy + degraded + offline + unknown
  if (sensors === 0) return 'unknown'
  if (healthy === sensors) return 'healthy'
  if (offline === sensors) return 'offline'
  return unknown > 0 && healthy === 0 ? 'unknown' : 'degraded'
}
