import { z } from 'zod'
import type { DensitySpace } from '../client/density-wire.ts'
import type { SpaceDirectory } from './space-directory.ts'

export const spaceName = z
  .string()
  .min(1)
  .max(500)
  .describe('A space: its id (spc_…), its name, or its path such as "Library / Floor 2".')

export const localDate = z.iso.date().describe('A local day, YYYY-MM-DD.')

export const localHours = z
  .object({
    days: z.array(z.int().min(0).max(6)).min(1).describe('Weekdays that count, 0 = Sunday.'),
    start_hour: z.int().min(0).max(23).describe('First local hour that counts.'),
    end_hour: z.int().min(1).max(24).describe('Local hour at which counting ends, exclusive.'),
  })
  .describe('Local hours that count; all when left out.')

export const link = z.url().describe('The dashboard page that shows it.')

/** How a space is named in answers. */
export const namedSpace = z.object({
  space_id: z.string(),
  path: z.string().describe('Names from the root down.'),
  time_zone: z.string().describe('The zone of its days and hours.'),
  capacity: z.int().min(0).nullable().describe('People it is meant for; null when not set.'),
})

/** A space as {@link namedSpace}. */
export function nameOf(directory: SpaceDirectory, space: DensitySpace): z.output<typeof namedSpace> {
  return {
    space_id: space.id,
    path: directory.pathOf(space),
    time_zone: space.time_zone,
    capacity: space.capacity,
  }
}
