// What an integrator of the Density API writes against the types that openapi-typescript makes of its document:
// the schema names are those of the public document (docs/contracts/density-v3.md §11).
import type { components, operations, paths } from './openapi-typescript/density-v3.ts'

type Schemas = components['schemas']
type Metrics = paths['/v3/analytics/metrics']['post']['responses']['200']['content']['application/json']

/** Hours that a space was used, by the start of the bucket. */
export function hoursUsed(
  answer: Record<string, Record<string, Schemas['TimeUsedDatum']>>,
): Map<string, number> {
  const rows = Object.values(answer).flatMap((buckets) => Object.entries(buckets))
  return new Map(rows.map(([key, { time_used_raw }]) => [key, time_used_raw / 3_600_000]))
}

/** The busiest bucket, `null` when nothing was observed in any. */
export function busiest(rows: Record<string, Schemas['OccupancyDatum']>): [string, number] | null {
  let best: [string, number] | null = null
  for (const [key, { occupancy_max, is_capped }] of Object.entries(rows)) {
    if (occupancy_max === null || is_capped) continue
    if (best === null || occupancy_max > best[1]) best = [key, occupancy_max]
  }
  return best
}

/** Whether a row of `POST /v3/analytics/metrics` can be believed. */
export const isSound = ({ up_time }: Schemas['AllMetricsDatum']): boolean => (up_time ?? 0) > 0.9

/** Every row of every space. */
export const rowsOf = (answer: Metrics): Schemas['AllMetricsDatum'][] =>
  Object.values(answer).flatMap((buckets) => Object.values(buckets))

/** How full a space is on average, 0 to 1 and above. */
export const fullness = ({ utilization_avg }: Schemas['UtilizationDatum']): string =>
  utilization_avg === null ? 'not known' : `${Math.round(utilization_avg * 100)} %`

/** A line of a list of rooms. */
export function line(space: Schemas['Space'], now: Schemas['CurrentCountDatumV3']): string {
  const labels = space.labels.map(({ name, group }) => (group === null ? name : `${group.name}: ${name}`))
  const people = now.count === null ? 'not known' : `${now.count}${now.is_capped ? '+' : ''}`
  return `${space.name} (${space.space_type}, ${labels.join(', ')}): ${people} of ${space.capacity ?? 'any'}`
}

/** Whether a room may be offered: known to be empty. */
export const isFree = ({ presence, space_health_status }: Schemas['HealthAwarePresenceDatumV3']): boolean =>
  presence === false && space_health_status === 'healthy'

export const isComplete = ({ completion_rate }: Schemas['FloorHealthDataV3']): boolean =>
  completion_rate === 1

/** Every status is known by its number. */
export type MetricsStatus = keyof operations['postMetrics']['responses']
export const statuses: readonly MetricsStatus[] = [200, 400, 401, 403, 404, 429, 500]
export const told = ({ code, message }: Schemas['Error']): string => `${code}: ${message}`

export const doorwaysOf = (sensor: Schemas['Sensor'], doorways: readonly Schemas['Doorway'][]): string[] =>
  doorways
    .filter(({ sensor_serial_number }) => sensor_serial_number === sensor.serial_number)
    .map(({ id }) => id)

export const namesIn = (group: Schemas['LabelGroup']): string[] =>
  group.labels.map((label: Schemas['Label']) => label.name)
export const adminsOf = (users: readonly Schemas['User'][]) => users.filter(({ role }) => role === 'admin')

// A body is optional where the server needs none, and only there.
export const current: operations['postCurrentOccupancy']['requestBody'] = undefined
// @ts-expect-error A range must be given.
export const metrics: operations['postMetrics']['requestBody'] = undefined

// @ts-expect-error What is not known is null, and must not be taken for a number.
export const count = (now: Schemas['CurrentCountDatumV3']): number => now.count
