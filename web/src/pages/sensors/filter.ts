import type { HealthStatus, KnownSensor } from '../../api/sensors.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import { healthStatuses, urgencyOf } from './health.ts'

export const sensorTypes = ['oa', 'entry', 'waffle'] as const

/** What the address says about which sensors are shown. */
export interface SensorFilter {
  readonly status: HealthStatus | null
  readonly type: KnownSensor['sensor_type'] | null
  /** Id of a building. */
  readonly building: string | null
  readonly search: string
}

/** Reads the filter from an address. What cannot be is as if it were not there. */
export function filterOf(query: Readonly<Record<string, string>>): SensorFilter {
  return {
    status: healthStatuses.find((known) => known === query['status']) ?? null,
    type: sensorTypes.find((known) => known === query['type']) ?? null,
    building: query['building'] || null,
    search: query['q'] ?? '',
  }
}

/** The spaces that a sensor is at: those it covers, or those its doorway leads to. */
export function placesOf({ space_ids, doorway }: KnownSensor): readonly string[] {
  return space_ids.length > 0 ? space_ids : (doorway?.spaces.map(({ id }) => id) ?? [])
}

/** The sensors that a filter lets through. */
export function filtered(
  sensors: readonly KnownSensor[],
  filter: SensorFilter,
  portfolio: Pick<Portfolio, 'space' | 'ancestors'>,
): readonly KnownSensor[] {
  const { status, type, building } = filter
  const search = filter.search.trim().toLocaleLowerCase()
  const isIn = (id: string) =>
    id === building || portfolio.ancestors(id).some((ancestor) => ancestor.id === building)
  const textOf = (sensor: KnownSensor) =>
    [
      sensor.serial_number,
      sensor.doorway?.name ?? '',
      ...placesOf(sensor).map((id) => portfolio.space(id)?.name ?? ''),
    ]
      .join('\n')
      .toLocaleLowerCase()
  return sensors.filter(
    (sensor) =>
      (status === null || sensor.health_status === status) &&
      (type === null || sensor.sensor_type === type) &&
      (building === null || placesOf(sensor).some(isIn)) &&
      (search === '' || textOf(sensor).includes(search)),
  )
}

/** How many sensors have each status. */
export function countByHealth(sensors: readonly KnownSensor[]): Readonly<Record<HealthStatus, number>> {
  const counts = { offline: 0, degraded: 0, unknown: 0, healthy: 0 }
  for (const { health_status } of sensors) counts[health_status]++
  return counts
}

/** Sensors that need attention first, the longest first among equals; then by serial number. */
export function byUrgency(a: KnownSensor, b: KnownSensor): number {
  const isWell = a.health_status === 'healthy'
  return (
    urgencyOf(a.health_status) - urgencyOf(b.health_status) ||
    (isWell ? 0 : (a.since ?? '').localeCompare(b.since ?? '')) ||
    a.serial_number.localeCompare(b.serial_number)
  )
}
