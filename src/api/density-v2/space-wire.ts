import { z } from 'zod'
import { type Access, canSee } from '../../domain/access/access.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { type Space, spaceStatuses, spaceTypes } from '../../domain/portfolio/space.ts'
import { spaceFunctions } from '../../domain/portfolio/space-function.ts'
import type { Live } from '../../live/live.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

/** People in a space now. */
export const currentCount = z
  .int()
  .min(0)
  .nullable()
  .describe('People now; null while unknown, as with all sensors offline.')

/** People a space is meant for. */
export const capacity = z.int().nullable()

/** A second, lower capacity, which Headcount does not have. */
export const safeCapacity = z.null().describe('Always null: a space has one capacity.')

/** A space as Density v2 has it (density-v3.md §12). */
export const space = z
  .object({
    id: z.string().meta({ example: 'spc_4fGhT0aQz81LwXyB2c' }),
    name: z.string(),
    space_type: z.enum(spaceTypes),
    function: z.enum(spaceFunctions).nullable(),
    status: z.enum(spaceStatuses),
    address: z.string().nullable(),
    time_zone: z.string().describe('IANA name; its own, or the nearest one above it.'),
    size_area: z.number().nullable(),
    capacity,
    safe_capacity: safeCapacity,
    current_count: currentCount,
    parent_id: z
      .string()
      .nullable()
      .describe('Null at the top, and where the token does not see what is above.'),
    ancestry: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .describe('What is above it, the nearest first, as far as the token sees.'),
    doorways: z.array(z.object({ id: z.string(), name: z.string(), sensor_placement: z.literal([1, -1]) })),
    created_at: instantText,
  })
  .register(components, { id: 'Space' })

/** How many people are in a space now; `null` while that is unknown. To be asked after `live.settled()`. */
export function countNow(live: Live, { organization, key }: Space): number | null {
  const { count, isKnown } = live.state(organization, key)
  return isKnown ? count : null
}

/** A space as a caller sees it now. To be asked after `live.settled()`. */
export function renderSpace(
  portfolio: Portfolio,
  access: Access,
  live: Live,
  each: Space,
): z.infer<typeof space> {
  const above = portfolio.ancestors(each.key).filter((ancestor) => canSee(portfolio, access, ancestor))
  return {
    id: each.id,
    name: each.name,
    space_type: each.type,
    function: each.function,
    status: each.status,
    address: each.address,
    time_zone: portfolio.timeZone(each.key),
    size_area: each.sizeArea,
    capacity: each.capacity,
    safe_capacity: null,
    current_count: countNow(live, each),
    parent_id: above[0]?.id ?? null,
    ancestry: above.map(({ id, name }) => ({ id, name })),
    doorways: portfolio.doorwaysOf(each.key).flatMap(({ id, name, deletedAt, sides }) => {
      const side = sides.find((candidate) => candidate.space === each.key)
      return deletedAt !== null || side === undefined ? [] : [{ id, name, sensor_placement: side.placement }]
    }),
    created_at: formatInstant(each.createdAt),
  }
}
