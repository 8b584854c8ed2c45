import type { OrganizationKey } from '../portfolio/space.ts'
import type { EpochMs } from '../time/interval.ts'
import type { Role } from './role.ts'

/** A person of an organization (density-v3.md §8). */
export interface User {
  /** `usr_…`, unique in the store. */
  readonly id: string
  readonly organization: OrganizationKey
  /** As it was given. Two that differ in case alone are the same. */
  readonly email: string
  readonly fullName: string | null
  readonly role: Role
  /** Public ids of the spaces that an admin, an editor or a reader is limited to; empty for all. */
  readonly spaces: readonly string[]
  readonly createdAt: EpochMs
}

/** An e-mail address as it is compared: without regard to case (density-v3.md §10). */
export function emailKey(email: string): string {
  return email.toLowerCase()
}
