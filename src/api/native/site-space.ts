import { type Access, canSee } from '../../domain/access/access.ts'
import { notFound } from '../../domain/errors.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'

/** The ids that a site names its space by, one of which is given. */
interface SiteSpace {
  readonly space_id?: string | undefined
  readonly location_id?: number | undefined
}

/** The space that a site is to show; throws `not_found` for one that is unknown or not visible to the caller. */
export function requireSiteSpace(portfolio: Portfolio, access: Access, named: SiteSpace): Space {
  const { space_id: id, location_id: locationId = 0 } = named
  const space = id === undefined ? portfolio.spaceByLocation(locationId) : portfolio.spaceById(id)
  if (space === null || !canSee(portfolio, access, space)) throw notFound('space', id ?? locationId)
  return space
}
