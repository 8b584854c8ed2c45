import type { OrganizationKey, SpaceKey } from './space.ts'

/** A wayfinding display and the floor it shows. */
export interface Display {
  readonly key: number
  readonly organization: OrganizationKey
  /** `dsp_…`, unique in its organization. */
  readonly id: string
  readonly name: string
  readonly floor: SpaceKey
  readonly createdAt: number
}
