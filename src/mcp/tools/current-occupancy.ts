import { z } from 'zod'
import type { SpaceNow } from '../../client/native-wire.ts'
import { link, namedSpace, nameOf, spaceName } from '../shapes.ts'
import { SpaceDirectory } from '../space-directory.ts'
import { defineTool } from '../tool.ts'

const MAX_SPACES = 50

const people = z.int().min(0).nullable()

/** How many people are in some spaces now. */
export const currentOccupancy = defineTool({
  name: 'current_occupancy',
  title: 'How full is it now',
  description:
    'How many people are in up to 50 spaces now. `people` is null while it is not known, which never means zero: `last_known` is then what was known last and `last_heard_at` when a sensor was last heard of.',
  input: z.object({ spaces: z.array(spaceName).min(1).max(MAX_SPACES) }),
  output: z.object({
    spaces: z.array(
      namedSpace.extend({
        people: people.describe('Null: not known now.'),
        share_of_capacity: z.number().min(0).nullable().describe('1 is full; may exceed 1.'),
        at_least: z.boolean().describe('There may be more people than the sensor can count.'),
        last_known: people,
        sensor_health: z.string(),
        last_heard_at: z.string().nullable(),
        link,
      }),
    ),
  }),
  async answer({ spaces }, { client, links }) {
    const directory = await SpaceDirectory.load(client)
    const found = spaces.map((text) => directory.find(text))
    const now = await client.now(found.map(({ id }) => id))
    return {
      spaces: found.map((space) => ({
        ...nameOf(directory, space),
        ...stateOf(now[space.id], space.capacity),
        link: links.space(space.id),
      })),
    }
  },
})

function stateOf(now: SpaceNow | undefined, capacity: number | null) {
  const people = now?.is_known === true ? now.count : null
  return {
    people,
    share_of_capacity: people === null || capacity === null || capacity === 0 ? null : people / capacity,
    at_least: people !== null && now?.is_capped === true,
    last_known: now?.count ?? null,
    sensor_health: now?.space_health_status ?? 'unknown',
    last_heard_at: now?.timestamp ?? null,
  }
}
