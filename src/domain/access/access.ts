import type { Portfolio } from '../portfolio/portfolio.ts'
import type { OrganizationKey, Space, SpaceKey } from '../portfolio/space.ts'
import type { Scope } from './scope.ts'

/** What an authenticated caller may do, and where. */
export interface Access {
  readonly organization: OrganizationKey
  /** Id and name of the token, for the audit. */
  readonly actor: string
  readonly scopes: ReadonlySet<Scope>
  /** Spaces it is limited to (with all below them); `null` for all. */
  readonly spaces: readonly SpaceKey[] | null
}

/** Whether the caller may do what needs `scope`. `admin` stands for every scope; the others only for themselves. */
export function allows(access: Access, scope: Scope): boolean {
  return access.scopes.has(scope) || access.scopes.has('admin')
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
 * by `locationId`. None for a caller who sees everything.
 */
export function spacesKnownByName(portfolio: Portfolio, access: Access): readonly Space[] {
  const visible = new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
  const above = new Set([...visible].flatMap((key) => portfolio.ancestors(key).map((space) => space.key)))
  return portfolio.spaces.filter(({ key }) => above.has(key) && !visible.has(key))
}
