import type { EpochMs } from '../time/interval.ts'
import type { SpaceFunction } from './space-function.ts'

/** The number a space is stored under, unique in a store. Never leaves the process. */
export type SpaceKey = number
/** The number an organization is stored under. */
export type OrganizationKey = number

/** Levels of the hierarchy (Density v3, Spaces). */
export const spaceTypes = ['campus', 'building', 'floor', 'space'] as const
export type SpaceType = (typeof spaceTypes)[number]

/** How a space's occupancy arises (Density v3, counting modes). */
export const countingModes = ['oa', 'entry', 'waffle'] as const
export type CountingMode = (typeof countingModes)[number]

export const spaceStatuses = ['planning', 'live', 'inactive', 'retired'] as const
export type SpaceStatus = (typeof spaceStatuses)[number]

/** A capacity that a space had before the present one. */
export interface PastCapacity {
  readonly capacity: number | null
  /** It held up to here, from the end of the one before it; the first one from ever. */
  readonly until: EpochMs
}

/** A node of the tree: a campus, building, floor or space. Occuspace calls it a location. */
export interface Space {
  readonly key: SpaceKey
  readonly organization: OrganizationKey
  /** `spc_…`, unique in its organization. */
  readonly id: string
  /** Occuspace's integer id of the same space, unique in its organization. */
  readonly locationId: number
  readonly parent: SpaceKey | null
  readonly name: string
  readonly type: SpaceType
  /** IANA name, or `null` to inherit the parent's. A root always has one. */
  readonly timeZone: string | null
  /** People the space is meant for, now. */
  readonly capacity: number | null
  /** What `capacity` was before, ascending. */
  readonly pastCapacities: readonly PastCapacity[]
  /** The mode that was asked for; `null` lets the sensors decide. */
  readonly countingMode: CountingMode | null
  /** Minutes after local midnight at which an Entry count returns to 0. */
  readonly dailyResetMinutes: number
  readonly function: SpaceFunction | null
  readonly status: SpaceStatus
  readonly address: string | null
  readonly iwmsId: string | null
  readonly sizeArea: number | null
  readonly costPerSqft: number | null
  readonly goLiveDateUtc: string | null
  /** Kept for clients of Density, as it was set up; counting does not go by it. */
  readonly binaryOccupancy: boolean
  /** Counts below it are not shown to the public as they are; `null` for no threshold of its own. */
  readonly minCount: number | null
  readonly createdAt: EpochMs
}
