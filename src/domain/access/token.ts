import type { OrganizationKey, SpaceKey } from '../portfolio/space.ts'
import type { EpochMs } from '../time/interval.ts'
import type { Scope } from './scope.ts'

/** A static token, without its secret: only the SHA-256 of that is kept. */
export interface AccessToken {
  /** `tkn_…`, unique in the store. */
  readonly id: string
  readonly organization: OrganizationKey
  readonly name: string
  /** SHA-256 of the secret, hexadecimal. */
  readonly hash: string
  readonly scopes: readonly Scope[]
  /** Spaces it is limited to (with all below them); `null` for all. */
  readonly spaces: readonly SpaceKey[] | null
  /** Of a token that is shared with a screen or a page (`shr_…`); left out for every other. */
  readonly share?: Share
  readonly createdAt: EpochMs
  readonly expiresAt: EpochMs | null
}

/** What a shared token is limited to, further than by its spaces (density-v3.md §12). */
export interface Share {
  /** Id of the display whose floor it reads; `null` where it is limited by its spaces alone. */
  readonly display: string | null
}
