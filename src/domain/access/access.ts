import type { Portfolio } from '../portfolio/portfolio.ts'
import type { OrganizationKey, Space, SpaceKey } from '../portfolio/space.ts'
import type { EpochMs } from '../time/interval.ts'
import type { Role } from './role.ts'
import { type Right, type Scope, scopes } from './scope.ts'

/** What an authenticated caller may do, and where. */
export interface Access {
  readonly organization: OrganizationKey
  /** Id and name of the token or client, for the audit. */
  readonly actor: string
  /** What people call the token, or the client that it was issued to. */
  readonly name: string
  /** When the token stops opening anything; `null` for one that does not expire. */
  readonly expiresAt: EpochMs | null
  readonly scopes: ReadonlySet<Right>
  /** Spaces it is limited to (with all below them); `null` for all. */
  readonly spaces: readonly SpaceKey[] | null
  /** Id of the display that a display's token was issued for, or shared; left out for every other token. */
  readonly display?: string
  /** Role of the client, which bounds the users it may manage; left out for no bound. */
  readonly role?: Role
}

/**
 * Whether the caller may do what needs `right`. `admin` stands for every scope of a static token, and for nothing
 * else; the others only for themselves.
 */
export function allows(access: Access, right: Right): boolean {
  if (access.scopes.has(right)) return true
  return access.scopes.has('admin') && scopes.includes(right as Scope)
}

/**
 * Whether the caller sees a space with all that belongs to it: the space, or one above it, is among the spaces of
 * the token (density-v3.md §10).
 */
export function canSee(portfolio: Portfolio, access: Access, space: Space): boolean {
  if (portfolio.organization !== access.organization) return false
  if (access.spaces === null) return true
  const allowed = new Set(access.spaces)
  return allowed.has(space.key) || portfolio.ancestors(space.key).some(({ key }) => allowed.has(key))
}

/** The spaces that {@link canSee} holds for, ordered by `locationId`. */
export function visibleSpaces(portfolio: Portfolio, access: Access): readonly Space[] {
  if (portfolio.organization !== access.organization) return []
  if (access.spaces === null) return portfolio.spaces
  const seen = new Set(
    access.spaces.flatMap((key) => [key, ...portfolio.descendants(key).map((below) => below.key)]),
  )
  return portfolio.spaces.filter(({ key }) => seen.has(key))
}

/**
 * Ancestors of the spaces that a limited caller sees, which it may know by name only (density-v3.md §10), ordered
 * by `locationId`. None for a caller who sees everything, nor for a display, which reads its floor and nothing else
 * (density-v3.md §8).
 */
export function spacesKnownByName(portfolio: Portfolio, access: Access): readonly Space[] {
  if (access.scopes.has('display') || access.display !== undefined) return []
  const visible = new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
  const above = new Set([...visible].flatMap((key) => portfolio.ancestors(key).map((space) => space.key)))
  return portfolio.spaces.filter(({ key }) => above.has(key) && !visible.has(key))
}
