import { z } from 'zod'
import { countingModeOf } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import { countingModes, type Space, spaceStatuses, spaceTypes } from '../domain/portfolio/space.ts'
import { spaceFunctions } from '../domain/portfolio/space-function.ts'

/** A space as Density v3 has it (density-v3.md §8). */
export const spaceShape = z.object({
  id: z.string().meta({ example: 'spc_4fGhT0aQz81LwXyB2c' }),
  name: z.string(),
  space_type: z.enum(spaceTypes),
  address: z.string().nullable(),
  binary_occupancy: z
    .boolean()
    .describe('As it was set up, false by default; people are counted either way.'),
  capacity: z.int().nullable(),
  children: z.array(z.unknown()).describe('Always empty: the list is flat.'),
  children_ids: z.array(z.string()).describe('Direct children.'),
  cost_per_sqft: z.number().nullable(),
  counting_mode: z.enum(countingModes).nullable(),
  daily_reset: z.string().meta({ description: 'Local `HH:MM`.', example: '00:00' }),
  function: z.enum(spaceFunctions).nullable(),
  go_live_date_utc: z.string().nullable(),
  iwms_id: z.string().nullable(),
  labels: z.array(z.object({ id: z.string(), name: z.string() })),
  size_area: z.number().nullable(),
  status: z.enum(spaceStatuses),
  time_zone: z.string().describe('IANA name; its own, or the nearest one above it.'),
})

/** A space as the wire of Density v3 has it. */
export function renderSpace(portfolio: Portfolio, space: Space): z.infer<typeof spaceShape> {
  return {
    id: space.id,
    name: space.name,
    space_type: space.type,
    address: space.address,
    binary_occupancy: space.binaryOccupancy,
    capacity: space.capacity,
    children: [],
    children_ids: portfolio.children(space.key).map(({ id }) => id),
    cost_per_sqft: space.costPerSqft,
    counting_mode: countingModeOf(portfolio, space),
    daily_reset: formatTimeOfDay(space.dailyResetMinutes),
    function: space.function,
    go_live_date_utc: space.goLiveDateUtc,
    iwms_id: space.iwmsId,
    labels: portfolio.labelsOf(space.key).map(({ id, name }) => ({ id, name })),
    size_area: space.sizeArea,
    status: space.status,
    time_zone: portfolio.timeZone(space.key),
  }
}

function formatTimeOfDay(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
