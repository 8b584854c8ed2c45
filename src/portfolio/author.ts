import type { OrganizationKey } from '../domain/portfolio/space.ts'

/** In whose portfolio a change is made, and by whom. */
export interface Author {
  readonly organization: OrganizationKey
  /** Id and name of the token or client that makes the change, or `system`; kept in the audit trail. */
  readonly actor: string
}
