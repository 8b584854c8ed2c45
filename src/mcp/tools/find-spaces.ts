import { z } from 'zod'
import { namedSpace, nameOf, spaceName } from '../shapes.ts'
import { SpaceDirectory } from '../space-directory.ts'
import { defineTool } from '../tool.ts'

const MAX_SPACES = 200

/** Which spaces there are, for every other question to name them. */
export const findSpaces = defineTool({
  name: 'find_spaces',
  title: 'Find spaces',
  description:
    'Lists campuses, buildings, floors and rooms by words of their names, with ids, time zones and capacities. Ask this first when it is not clear which space is meant.',
  input: z.object({
    words: z
      .string()
      .max(200)
      .optional()
      .describe('Words that the path must hold; everything when left out.'),
    below: spaceName.optional(),
    space_type: z.enum(['campus', 'building', 'floor', 'space']).optional(),
    limit: z.int().min(1).max(MAX_SPACES).default(50),
  }),
  output: z.object({
    spaces: z.array(
      namedSpace.extend({
        space_type: z.string(),
        function: z.string().nullable(),
      }),
    ),
    total: z.int().describe('How many there are; more than are listed when the limit cut them off.'),
  }),
  async answer({ words, below, space_type, limit }, { client }) {
    const directory = await SpaceDirectory.load(client)
    const parent = below === undefined ? null : directory.find(below)
    const found = (words === undefined ? directory.all : directory.search(words))
      .filter((space) => parent === null || directory.isWithin(space, parent))
      .filter((space) => space_type === undefined || space.space_type === space_type)
    const spaces = found.slice(0, limit).map((space) => ({
      ...nameOf(directory, space),
      space_type: space.space_type,
      function: space.function,
    }))
    return { spaces, total: found.length }
  },
})
