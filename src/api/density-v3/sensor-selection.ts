import { z } from 'zod'
import type { Access } from '../../domain/access/access.ts'
import { invalid } from '../../domain/errors.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Sensor } from '../../domain/portfolio/sensor.ts'
import { placesOf } from '../sensor-wire.ts'
import { selectSpaces, spaceIds } from '../space-selection.ts'
import { requireSensor, visibleSensors } from '../visible-set-up.ts'

/** Fields that choose sensors: by serial number or by space, never both; neither stands for all. */
export const sensorFilter = {
  serial_numbers: z
    .array(z.string(), { error: 'must be a list of serial numbers' })
    .max(1_000, { error: 'must name at most 1,000 sensors' })
    .nullish()
    .transform((serialNumbers) => serialNumbers ?? [])
    .describe('Only these sensors. Not together with `space_ids`.'),
  space_ids: spaceIds.describe(
    'Only sensors at these spaces or below them. Not together with `serial_numbers`.',
  ),
}

export interface SensorFilter {
  readonly serial_numbers: readonly string[]
  readonly space_ids: readonly string[]
}

/**
 * The sensors that a filter stands for (density-v3.md §8). Duplicates collapse. Throws `invalid` for both kinds of
 * filter at once, `not_found` for what is unknown or not visible to the caller.
 */
export function selectSensors(
  portfolio: Portfolio,
  access: Access,
  { serial_numbers, space_ids }: SensorFilter,
): readonly Sensor[] {
  if (serial_numbers.length > 0 && space_ids.length > 0) {
    throw invalid('two_filters', '`serial_numbers` and `space_ids` exclude each other: give one of them.')
  }
  if (serial_numbers.length > 0) {
    return [...new Set(serial_numbers)].map((serial) => requireSensor(portfolio, access, serial))
  }
  const sensors = visibleSensors(portfolio, access)
  if (space_ids.length === 0) return sensors
  const spaces = new Set(selectSpaces(portfolio, access, space_ids))
  return sensors.filter((sensor) => placesOf(portfolio, sensor).some((place) => spaces.has(place)))
}
