import type { OrganizationKey, SpaceKey } from '../portfolio/space.ts'
import type { EpochMs } from '../time/interval.ts'
import type { Role } from './role.ts'
import type { Permission } from './scope.ts'

/** A client that may ask for OAuth tokens, without its secret: only the SHA-256 of that is kept. */
export interface Credential {
  /** `cli_…`, unique in the store: the `client_id` of OAuth. */
  readonly id: string
  readonly organization: OrganizationKey
  readonly name: string
  /** SHA-256 of the secret, hexadecimal. */
  readonly hash: string
  readonly permissions: readonly Permission[]
  /** What bounds its permissions, and which users it may manage; `null` for no bound. */
  readonly role: Role | null
  /** Spaces it is limited to (with all below them); `null` for all. */
  readonly spaces: readonly SpaceKey[] | null
  readonly createdAt: EpochMs
}
