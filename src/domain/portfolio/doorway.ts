import type { EpochMs } from '../time/interval.ts'
import type { SensorKey } from './sensor.ts'
import type { OrganizationKey, SpaceKey } from './space.ts'

/** The number a doorway is stored under, unique in a store. */
export type DoorwayKey = number

/** Which way of a doorway leads into a space: a crossing counts `direction × placement` there. */
export interface DoorwaySide {
  readonly space: SpaceKey
  readonly placement: 1 | -1
}

/** A counted threshold between two spaces, or a space and outside. */
export interface Doorway {
  readonly key: DoorwayKey
  readonly organization: OrganizationKey
  /** `drw_…`, unique in its organization. */
  readonly id: string
  readonly name: string
  readonly sensor: SensorKey | null
  readonly sides: readonly DoorwaySide[]
  readonly createdAt: EpochMs
  readonly deletedAt: EpochMs | null
}
