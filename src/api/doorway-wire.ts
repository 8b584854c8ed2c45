import { z } from 'zod'
import { type Access, canSee } from '../domain/access/access.ts'
import { currentSensor, type Doorway } from '../domain/portfolio/doorway.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import { formatInstant, instantText } from './wire.ts'

/** A doorway as Density v3 has it (density-v3.md §8). */
export const doorwayShape = z.object({
  id: z.string().meta({ example: 'drw_4fGhT0aQz81LwXyB2c' }),
  name: z.string(),
  sensor_serial_number: z.string().nullable(),
  created_at: instantText,
  deleted_at: instantText.nullable(),
  spaces: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      sensor_placement: z.union([z.literal(1), z.literal(-1)]),
    }),
  ),
})

/** A doorway as the wire of Density v3 has it, with those of its spaces that the caller sees. */
export function renderDoorway(
  portfolio: Portfolio,
  access: Access,
  doorway: Doorway,
): z.infer<typeof doorwayShape> {
  const linked = currentSensor(doorway)
  const sensor = linked === null ? null : portfolio.sensor(linked)
  return {
    id: doorway.id,
    name: doorway.name,
    sensor_serial_number: sensor?.serialNumber ?? null,
    created_at: formatInstant(doorway.createdAt),
    deleted_at: doorway.deletedAt === null ? null : formatInstant(doorway.deletedAt),
    spaces: doorway.sides.flatMap(({ space, placement }) => {
      const side = portfolio.space(space)
      if (side === null || !canSee(portfolio, access, side)) return []
      return [{ id: side.id, name: side.name, sensor_placement: placement }]
    }),
  }
}
