import { type Access, canSee } from '../../domain/access/access.ts'
import { notFound } from '../../domain/errors.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { NewSitePlaces } from '../../portfolio/site-changes.ts'
import { requireSpace } from '../visible-set-up.ts'

/** The ids that a body names what a site shows by; at most one of them is given. */
interface SiteSpaces {
  readonly space_id?: string | undefined
  readonly location_id?: number | undefined
  readonly space_ids?: readonly string[] | undefined
}

/**
 * What a site is to show; `undefined` where a body does not say. Throws `not_found` for a space that is unknown or not
 * visible to the caller.
 */
export function readSitePlaces(
  portfolio: Portfolio,
  access: Access,
  { space_id: id, location_id: locationId, space_ids: ids }: SiteSpaces,
): NewSitePlaces | undefined {
  if (ids !== undefined) return { places: ids.map((each) => requireSpace(portfolio, access, each).id) }
  if (id !== undefined) return { within: requireSpace(portfolio, access, id).id }
  if (locationId === undefined) return undefined
  const named = portfolio.spaceByLocation(locationId)
  if (named === null || !canSee(portfolio, access, named)) throw notFound('space', locationId)
  return { within: named.id }
}
