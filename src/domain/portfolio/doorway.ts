import type { EpochMs, Interval } from '../time/interval.ts'
import type { SensorKey } from './sensor.ts'
import type { OrganizationKey, SpaceKey } from './space.ts'

/** The number a doorway is stored under, unique in a store. */
export type DoorwayKey = number

/** Which way of a doorway leads into a space: a crossing counts `direction × placement` there. */
export interface DoorwaySide {
  readonly space: SpaceKey
  readonly placement: 1 | -1
}

/** That a sensor is on a doorway, and when: outside `[from, until)` its crossings are not the doorway's. */
export interface DoorwaySensor {
  readonly sensor: SensorKey
  /** `-Infinity` when it always was. */
  readonly from: EpochMs
  /** `Infinity` while it still is. */
  readonly until: EpochMs
}

/** A counted threshold between two spaces, or a space and outside. */
export interface Doorway {
  readonly key: DoorwayKey
  readonly organization: OrganizationKey
  /** `drw_…`, unique in its organization. */
  readonly id: string
  readonly name: string
  /** Ascending; one at a time, and none after the doorway was deleted. A sensor is on one doorway at a time. */
  readonly sensors: readonly DoorwaySensor[]
  readonly sides: readonly DoorwaySide[]
  readonly createdAt: EpochMs
  readonly deletedAt: EpochMs | null
}

/** The sensor that is on a doorway now; `null` without one. */
export function currentSensor({ sensors }: Doorway): SensorKey | null {
  return sensors.find(({ until }) => until === Infinity)?.sensor ?? null
}

/** The sensor that was on a doorway at an instant; `null` without one. */
export function sensorAt({ sensors }: Doorway, at: EpochMs): SensorKey | null {
  return sensors.find(({ from, until }) => from <= at && at < until)?.sensor ?? null
}

/** When no sensor was on a doorway, so that its crossings were told by its own id: ascending, up to its deletion. */
export function stretchesWithoutSensor({ sensors, deletedAt }: Doorway): readonly Interval[] {
  const stretches: Interval[] = []
  let start = -Infinity
  for (const { from, until } of sensors) {
    if (start < from) stretches.push({ start, end: from })
    start = until
  }
  const end = deletedAt ?? Infinity
  if (start < end) stretches.push({ start, end })
  return stretches
}
