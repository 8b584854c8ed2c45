import { z } from 'zod'
import { type Access, canSee } from '../../domain/access/access.ts'
import { DomainError } from '../../domain/errors.ts'
import { locationCapacity } from '../../domain/portfolio/capacity.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space, SpaceStatus } from '../../domain/portfolio/space.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import { formatLocalDate } from '../../domain/time/iso-format.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { components } from './components.ts'

const locationStatuses = ['active', 'inactive', 'setup', 'review', 'calibration'] as const

const statusOfSpace: Readonly<Record<SpaceStatus, (typeof locationStatuses)[number]>> = {
  live: 'active',
  planning: 'setup',
  inactive: 'inactive',
  retired: 'inactive',
}

/** A space as Occuspace shows it: all six members always there (occuspace.md §2). */
export const locationShape = z
  .object({
    location_id: z.int(),
    name: z.string(),
    status: z.enum(locationStatuses),
    parent_id: z.int().nullable(),
    capacity: z.int().min(0).describe("The sum of the children's where there are any; 0 when none is set."),
    start_date: z.iso.date().nullable().describe('First local day with data.'),
  })
  .register(components, { id: 'Location' })

/** Writes a location. `first` is when its first reading was. */
export function renderLocation(
  portfolio: Portfolio,
  access: Access,
  space: Space,
  first: EpochMs | undefined,
): z.infer<typeof locationShape> {
  const parent = space.parent === null ? null : portfolio.space(space.parent)
  const zone = zoneOf(portfolio.timeZone(space.key))
  return {
    location_id: space.locationId,
    name: space.name,
    status: statusOfSpace[space.status],
    parent_id: parent !== null && canSee(portfolio, access, parent) ? parent.locationId : null,
    capacity: locationCapacity(portfolio, space),
    start_date: first === undefined ? null : formatLocalDate(first, zone),
  }
}

/** The id in a location's path, as it was written: what is no integer is unknown, not wrong (occuspace.md §1). */
export const locationPath = z.object({
  id: z.string().meta({ wire: { type: 'integer', minimum: 0 }, description: 'location_id', example: 42 }),
})

/** The location with an id. Throws `not_found` for one that is unknown, not visible or no integer at all. */
export function findLocation(portfolio: Portfolio, access: Access, id: string): Space {
  const space = /^\d{1,15}$/.test(id) ? portfolio.spaceByLocation(Number(id)) : null
  if (space === null || !canSee(portfolio, access, space)) {
    throw new DomainError('not_found', 'location_not_found', `Location ${id} not found or not accessible`)
  }
  return space
}
