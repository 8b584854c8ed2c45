import { z } from 'zod'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { countingModes, type Space, spaceStatuses, spaceTypes } from '../../domain/portfolio/space.ts'
import { spaceFunctions } from '../../domain/portfolio/space-function.ts'
import type { SpaceChange } from '../../portfolio/space-changes.ts'
import { renderSpace, spaceShape } from '../space-wire.ts'
import { nameText } from '../wire.ts'
import { components } from './components.ts'

/** A space of Density v3, with where it is in the tree and under which id Occuspace has it. */
export const ownSpaceShape = spaceShape
  .extend({
    parent_id: z.string().nullable(),
    location_id: z.int().describe('Id of the same space on the surfaces of Occuspace.'),
    min_count: z.int().min(0).nullable().describe('Counts below it are rounded on public feeds.'),
  })
  .register(components, { id: 'Space' })

/** What can be said about a space when it is created or changed. */
export const spaceFields = {
  parent_id: z.string().nullish().describe('Space above it; null for a root.'),
  time_zone: z.string().nullish().describe('IANA name; null inherits the parent’s. A root needs one.'),
  capacity: z.number().nullish(),
  counting_mode: z.enum(countingModes).nullish().describe('Null lets the sensors decide.'),
  daily_reset: z.string().optional().describe('Local `HH:MM` at which an Entry count returns to 0.'),
  function: z.enum(spaceFunctions).nullish(),
  status: z.enum(spaceStatuses).optional(),
  address: z.string().nullish(),
  iwms_id: z.string().nullish(),
  size_area: z.number().nullish(),
  cost_per_sqft: z.number().nullish(),
  go_live_date_utc: z.string().nullish(),
  binary_occupancy: z
    .boolean()
    .nullish()
    .describe('Kept and given back to clients of Density; counting does not go by it.'),
  min_count: z.number().nullish().describe('Counts below it are rounded on public feeds.'),
  labels: z.array(z.string()).optional().describe('Names of all its labels; missing ones are created.'),
}

/** A change to a space; what is absent stays. */
export const spaceChangeBody = z.object({
  name: nameText.optional(),
  space_type: z.enum(spaceTypes).optional(),
  ...spaceFields,
})

/** The wire's words for a change in those of the service. */
export function readSpaceChange(body: z.infer<typeof spaceChangeBody>): SpaceChange {
  return {
    name: body.name,
    type: body.space_type,
    parentId: body.parent_id,
    timeZone: body.time_zone,
    capacity: body.capacity,
    countingMode: body.counting_mode,
    dailyReset: body.daily_reset,
    function: body.function,
    status: body.status,
    address: body.address,
    iwmsId: body.iwms_id,
    sizeArea: body.size_area,
    costPerSqft: body.cost_per_sqft,
    goLiveDateUtc: body.go_live_date_utc,
    binaryOccupancy: body.binary_occupancy ?? undefined,
    minCount: body.min_count,
    labels: body.labels,
  }
}

/** A space as the own surface has it. */
export function renderOwnSpace(portfolio: Portfolio, space: Space): z.infer<typeof ownSpaceShape> {
  return {
    ...renderSpace(portfolio, space),
    parent_id: space.parent === null ? null : (portfolio.space(space.parent)?.id ?? null),
    location_id: space.locationId,
    min_count: space.minCount,
  }
}
