import { z } from 'zod'
import { type Access, canSee } from '../../domain/access/access.ts'
import { DomainError, invalid } from '../../domain/errors.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'

/** Both spellings of a location's address that clients use, and the word for each in names (occuspace.md §4). */
export const locationSpellings = [
  { segment: 'location', word: 'Location' },
  { segment: 'locations', word: 'Locations' },
] as const

/** The id in a location's path, as it was written. */
export const locationPath = z.object({
  id: z.string().meta({ wire: { type: 'integer', minimum: 0 }, description: 'Location id.', example: 42 }),
})

/**
 * The location with an id. One that is unknown or not visible is refused as `unauthenticated`, as v1 does
 * (occuspace.md §4); an id that is no integer as `invalid`.
 */
export function findLocation(portfolio: Portfolio, access: Access, id: string): Space {
  if (!/^\d{1,15}$/.test(id)) throw invalid('bad_location_id', 'The location id must be an integer.')
  const space = portfolio.spaceByLocation(Number(id))
  if (space === null || !canSee(portfolio, access, space)) {
    throw new DomainError(
      'unauthenticated',
      'location_not_accessible',
      `Location ${id} does not exist, or the token may not see it.`,
    )
  }
  return space
}
