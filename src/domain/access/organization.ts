import type { OrganizationKey } from '../portfolio/space.ts'
import type { EpochMs } from '../time/interval.ts'

/** A tenant. Nothing of one is ever visible to another. */
export interface Organization {
  readonly key: OrganizationKey
  /** `org_…` */
  readonly id: string
  readonly name: string
  readonly createdAt: EpochMs
}
