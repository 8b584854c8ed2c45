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

/** One of a sensor's addresses in its network, as it was set up; empty texts for what was not said. */
export interface NetworkAddress {
  readonly address: string
  /** Such as `IPv4`. */
  readonly family: string
  /** Such as `eth0`. */
  readonly interface: string
  readonly mac: string
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
  /** Kept for clients of Density (density-v3.md §8); nothing goes by them. */
  readonly networkAddresses: readonly NetworkAddress[]
  readonly createdAt: EpochMs
  readonly updatedAt: EpochMs
}
