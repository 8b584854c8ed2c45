import { z } from 'zod'
import { healthStatuses } from '../../domain/health/sensor-health.ts'
import { spaceIds } from '../space-selection.ts'
import { instantText } from '../wire.ts'

/** The body of the live calls (density-v3.md §6): without ids, every space the token may see. */
export const liveBody = z.object({
  space_ids: spaceIds.describe(
    'At most 1,000; every space that the token may see when absent or empty. Unknown ones are left out of the answer.',
  ),
})

/** How a space is doing, by its sensors. */
export const spaceHealthStatus = z
  .enum(healthStatuses)
  .describe('By its sensors; while they are offline the last value stays, and this tells the truth.')

/** When something was last heard of a space. */
export const lastHeard = instantText.nullable().describe('When a sensor of the space was last heard of.')
