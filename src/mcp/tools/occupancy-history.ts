import { z } from 'zod'
import { figures, figuresOf } from '../figures.ts'
import { period, periodQuery } from '../period.ts'
import { link, namedSpace, nameOf, spaceName } from '../shapes.ts'
import { SpaceDirectory } from '../space-directory.ts'
import { defineTool, ToolError } from '../tool.ts'

const MAX_ROWS = 800

/** How one space was used, bucket by bucket. */
export const occupancyHistory = defineTool({
  name: 'occupancy_history',
  title: 'How a space was used',
  description:
    'Average and peak people, hours used and entrances of one space over local days, by hour, day, week or month, or pooled by weekday, hour of the day or hour of the week. At most 800 rows: ask for a coarser resolution or fewer days beyond that.',
  input: z.object({
    space: spaceName,
    ...period,
    resolution: z
      .enum(['total', '15minute', 'hour', 'day', 'week', 'month', 'weekday', 'hour_of_day', 'hour_of_week'])
      .default('day'),
  }),
  output: z.object({
    space: namedSpace,
    resolution: z.string(),
    rows: z.array(
      figures.extend({
        key: z
          .string()
          .describe('Start in UTC; of a pooled row its number (weekday 0 and hour of the week 0: Sunday).'),
      }),
    ),
    link,
  }),
  async answer({ space: text, resolution, ...when }, { client, links }) {
    const directory = await SpaceDirectory.load(client)
    const space = directory.find(text)
    const answer = await client.metrics({
      ...periodQuery(when),
      space_ids: [space.id],
      flatten: false,
      time_resolution: resolution,
    })
    const rows = answer.spaces[space.id]?.rows ?? []
    if (rows.length > MAX_ROWS)
      throw new ToolError(`That is ${rows.length} rows. Ask for a coarser resolution or fewer days.`)
    return {
      space: nameOf(directory, space),
      resolution,
      rows: rows.map((row) => ({ key: row.key, ...figuresOf(row) })),
      link: links.space(space.id),
    }
  },
})
