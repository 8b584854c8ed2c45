import { z } from 'zod'
import { figures, figuresOf } from '../figures.ts'
import { period, periodQuery } from '../period.ts'
import { link, namedSpace, nameOf, spaceName } from '../shapes.ts'
import { SpaceDirectory } from '../space-directory.ts'
import { defineTool } from '../tool.ts'

const ranks = {
  average_people: 'average_people',
  peak_people: 'peak_people',
  average_share_of_capacity: 'average_share_of_capacity',
  hours_used: 'hours_used',
} as const

/** Spaces beside each other over the same days. */
export const compareSpaces = defineTool({
  name: 'compare_spaces',
  title: 'Compare spaces',
  description:
    'Ranks spaces by how they were used over the same local days. Name the spaces, or give a parent to compare everything below it of one kind. Spaces without any known time come last with null figures.',
  input: z.object({
    spaces: z.array(spaceName).max(100).optional(),
    below: spaceName.optional().describe('Everything below this space, when no spaces are named.'),
    space_type: z.enum(['building', 'floor', 'space']).default('space').describe('What to take below it.'),
    ...period,
    order_by: z.enum(ranks).default('average_share_of_capacity'),
    ascending: z.boolean().default(false),
    limit: z.int().min(1).max(100).default(20),
  }),
  output: z.object({
    spaces: z.array(namedSpace.extend({ figures })),
    total: z
      .int()
      .min(0)
      .describe('How many were compared; more than are listed when the limit cut them off.'),
    link,
  }),
  async answer({ spaces, below, space_type, order_by, ascending, limit, ...when }, { client, links }) {
    const directory = await SpaceDirectory.load(client)
    const parent = below === undefined ? null : directory.find(below)
    const wanted =
      spaces?.map((text) => directory.find(text)) ??
      directory.all
        .filter((space) => space.space_type === space_type)
        .filter((space) => parent === null || directory.isWithin(space, parent))
    if (wanted.length === 0) return { spaces: [], total: 0, link: links.compare() }
    const answer = await client.metrics({
      ...periodQuery(when),
      space_ids: wanted.map(({ id }) => id),
      flatten: false,
    })
    const rows = wanted.flatMap((space) => {
      const [row] = answer.spaces[space.id]?.rows ?? []
      return row === undefined ? [] : [{ ...nameOf(directory, space), figures: figuresOf(row) }]
    })
    rows.sort((one, other) => compareFigures(one.figures[order_by], other.figures[order_by], ascending))
    return { spaces: rows.slice(0, limit), total: rows.length, link: links.compare() }
  },
})

/** Unknown comes last in either direction. */
function compareFigures(one: number | null, other: number | null, ascending: boolean): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return ascending ? one - other : other - one
}
