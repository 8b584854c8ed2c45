import type { EpochMs } from '../time/interval.ts'
import type { CountingMode, OrganizationKey, SpaceKey } from './space.ts'

/** The number a sensor is stored under, unique in a store. */
export type SensorKey = number

export const hardwareTypes = ['ob1', 's5', 'r60', 'waffle', 'virtual'] as const
export type HardwareType = (typeof hardwareTypes)[number]

/** That a sensor covers a space, and when: outside `[from, until)` its readings say nothing about the space. */
export interface Coverage {
  readonly space: SpaceKey
  /** `-Infinity` when it always did. */
  readonly from: EpochMs
  /** `Infinity` while it still does. */
  readonly until: EpochMs
}

/** A device with a serial number, on a doorway (entry) or over spaces (open area, waffle). */
export interface Sensor {
  readonly key: SensorKey
  readonly organization: OrganizationKey
  readonly serialNumber: string
  readonly type: CountingMode
  readonly hardwareType: HardwareType | null
  readonly firmwareVersion: string | null
  /** A sensor is offline once three times this has passed without a reading; `null` switches the rule off. */
  readonly heartbeatMs: number | null
  /** Spaces an open-area or waffle sensor looks at. Empty for an entry sensor. */
  readonly coverage: readonly Coverage[]
  readonly createdAt: EpochMs
  readonly updatedAt: EpochMs
}
