import type { AuditEntry } from '../domain/access/audit.ts'
import type { User } from '../domain/access/user.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'

/** One change to the users of an organization, with its entry in the audit. */
export interface UserChange {
  /** A new user, or one that takes the place of the one with its id. */
  readonly put?: User
  /** Id of a user that goes. */
  readonly removed?: string
  readonly audit: AuditEntry
}

/** Users. Rules about them live in the service; the store only keeps them. */
export interface UserStore {
  /** Those of an organization, oldest first. */
  users(organization: OrganizationKey): Promise<readonly User[]>

  /**
   * Makes the change that `decide` names, given the users as they are, with its audit entry; none for `null`. All of
   * it is one transaction, so that no other change comes in between. What `decide` throws comes out as it is, and
   * changes nothing.
   */
  change(organization: OrganizationKey, decide: (users: readonly User[]) => UserChange | null): Promise<void>
}
