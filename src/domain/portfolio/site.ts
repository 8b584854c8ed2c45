import type { EpochMs } from '../time/interval.ts'
import type { OrganizationKey, SpaceKey } from './space.ts'

/** Local times of day between which a site is open, on some weekdays. */
export interface OpeningHours {
  /** Digits of the weekdays, ascending: 1 = Sunday … 7 = Saturday, as Occuspace counts them. */
  readonly days: string
  /** Minutes after local midnight, 0…1439. */
  readonly openMinutes: number
  /** Minutes after local midnight, 1…1440; not after `openMinutes` means on the following day. */
  readonly closeMinutes: number
}

/** Places that their owner has published: anybody may see how full they are, and the spaces directly in them. */
export interface Site {
  readonly key: number
  readonly organization: OrganizationKey
  /** The name in its address; no two sites of a store share one. */
  readonly slug: string
  /** Its places are the buildings below this space, or the space itself without any; `null` where they are named. */
  readonly space: SpaceKey | null
  /** Its places where they are named one by one, in order; else empty. */
  readonly places: readonly SpaceKey[]
  /** Counts below it are rounded; 0 for none. */
  readonly minCount: number
  /** Percent of the capacity from which on it is busy. */
  readonly busyPercent: number
  /** Percent of the capacity from which on it is very busy. */
  readonly veryBusyPercent: number
  /** Empty for always open. */
  readonly hours: readonly OpeningHours[]
  readonly createdAt: EpochMs
}
