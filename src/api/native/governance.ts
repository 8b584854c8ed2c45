import { type Access, canSee } from '../../domain/access/access.ts'
import { notFound } from '../../domain/errors.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { SpaceKey } from '../../domain/portfolio/space.ts'

/** A token or a client credential, as far as it says where it opens something. */
interface Reach {
  /** Spaces it is limited to; `null` for all. */
  readonly spaces: readonly SpaceKey[] | null
}

/**
 * Whether a token or credential is the caller's to list and revoke: a caller who is limited to some spaces governs
 * only those that reach no further than it does itself.
 */
export function governs(portfolio: Portfolio, access: Access, { spaces }: Reach): boolean {
  if (access.spaces === null) return true
  return spaces?.every((key) => access.spaces?.includes(key) || seesKey(portfolio, access, key)) ?? false
}

/**
 * The spaces that a token issued by the caller is limited to: those with the given ids, or without ids as far as
 * the caller sees itself. Rejects as `not_found` what is not there or not visible to the caller.
 */
export function grantedSpaces(
  portfolio: Portfolio,
  access: Access,
  ids: readonly string[] | undefined,
): readonly SpaceKey[] | null {
  if (ids === undefined) return access.spaces
  return [...new Set(ids)].map((id) => {
    const space = portfolio.spaceById(id)
    if (space === null || !canSee(portfolio, access, space)) throw notFound('space', id)
    return space.key
  })
}

function seesKey(portfolio: Portfolio, access: Access, key: SpaceKey): boolean {
  const space = portfolio.space(key)
  return space !== null && canSee(portfolio, access, space)
}
