import { z } from 'zod'
import type { DensitySpace } from '../../client/density-wire.ts'
import { link, namedSpace, nameOf, spaceName } from '../shapes.ts'
import { SpaceDirectory } from '../space-directory.ts'
import { defineTool } from '../tool.ts'

/** Which rooms nobody is in now. */
export const freeRooms = defineTool({
  name: 'free_rooms',
  title: 'Which rooms are free',
  description:
    'Lists the rooms (the lowest level of spaces) in which nobody is now, smallest that fits first. Rooms that are not known now are counted apart and are never called free.',
  input: z.object({
    below: spaceName
      .optional()
      .describe('Only rooms of this building, floor or campus; everywhere when left out.'),
    people: z.int().min(1).optional().describe('Only rooms whose capacity is at least this.'),
    function: z.string().max(200).optional().describe('Only rooms of this function, such as meeting_room.'),
    limit: z.int().min(1).max(100).default(20),
  }),
  output: z.object({
    rooms: z.array(namedSpace),
    free: z.int().min(0).describe('How many there are; more than are listed when the limit cut them off.'),
    taken: z.int().min(0),
    not_known: z.int().min(0),
    link,
  }),
  async answer({ below, people, function: wanted, limit }, { client, links }) {
    const directory = await SpaceDirectory.load(client)
    const parent = below === undefined ? null : directory.find(below)
    const now = await client.now(parent === null ? [] : [parent.id])
    const rooms = directory.all.filter(
      (space) =>
        space.space_type === 'space' &&
        now[space.id] !== undefined &&
        (people === undefined || (space.capacity ?? 0) >= people) &&
        (wanted === undefined || space.function === wanted),
    )
    const known = rooms.filter(({ id }) => now[id]?.is_known === true)
    const free = known.filter(({ id }) => now[id]?.count === 0).sort(bySize)
    return {
      rooms: free.slice(0, limit).map((space) => nameOf(directory, space)),
      free: free.length,
      taken: known.length - free.length,
      not_known: rooms.length - known.length,
      link: links.now(),
    }
  },
})

function bySize(one: DensitySpace, other: DensitySpace): number {
  return (one.capacity ?? Infinity) - (other.capacity ?? Infinity) || (one.id < other.id ? -1 : 1)
}
