import type { Doorway } from '../../../../../src/client/native-wire.ts'
import type { LinkedSensor } from '../../../api/set-up.ts'
import { portfolio } from '../../../state/portfolio.ts'
import type { Mapping } from './mapping.ts'

/** Whose readings a file may hold. */
export interface KnownSources {
  /** `null` where they cannot be looked at. */
  readonly sensors: readonly LinkedSensor[] | null
  readonly doorways: readonly Doorway[]
}

/** The sensor that a mapping names, where it is known. */
export function sensorOf({ sensors }: KnownSources, serial: string): LinkedSensor | undefined {
  return sensors?.find(({ serial_number }) => serial_number === serial.trim())
}

/** The zone of the space that a mapping’s sensor or doorway is at; `null` when nothing tells. */
export function zoneOfSource(known: KnownSources, { whose, sensor, doorway }: Mapping): string | null {
  const way = known.doorways.find(({ id, sensor_serial_number: serial }) =>
    whose === 'doorway' ? id === doorway : serial === sensor.trim(),
  )
  const covered = whose === 'sensor' ? sensorOf(known, sensor)?.space_ids : undefined
  const [space] = [...(covered ?? []), ...(way?.spaces.map(({ id }) => id) ?? [])]
  return portfolio.value?.space(space ?? '')?.time_zone ?? null
}
