import { z } from 'zod'
import { period, periodQuery } from '../period.ts'
import { link, namedSpace, nameOf, spaceName } from '../shapes.ts'
import { SpaceDirectory } from '../space-directory.ts'
import { defineTool } from '../tool.ts'

const HOUR_MS = 3_600_000

/** For how long there were how many people: what shows whether a room has the right size. */
export const timeAtCount = defineTool({
  name: 'time_at_count',
  title: 'How long how many people were there',
  description:
    'For how many hours there were 0, 1, 2, … people in a space, over at most 366 local days. Use it to judge whether a room is too large or too small: compare the time at each count with the capacity.',
  input: z.object({ space: spaceName, ...period }),
  output: z.object({
    space: namedSpace,
    hours_asked: z.number().min(0),
    hours_observed: z.number().min(0).describe('The sum of all hours below; the rest is not known.'),
    counts: z.array(z.object({ people: z.int().min(0), hours: z.number().min(0) })),
    hours_over_capacity: z
      .number()
      .min(0)
      .nullable()
      .describe('Null without a capacity, or without known time.'),
    link,
  }),
  async answer({ space: text, hours, ...days }, { client, links }) {
    const directory = await SpaceDirectory.load(client)
    const space = directory.find(text)
    const { start_date, end_date } = periodQuery(days)
    const answer = await client.distribution(space.id, { start_date, end_date, ...hours })
    const { capacity } = space
    const over = answer.counts
      .filter(({ count }) => capacity !== null && count > capacity)
      .reduce((sum, { duration_ms }) => sum + duration_ms, 0)
    return {
      space: nameOf(directory, space),
      hours_asked: answer.length_ms / HOUR_MS,
      hours_observed: answer.observed_ms / HOUR_MS,
      counts: answer.counts.map(({ count, duration_ms }) => ({
        people: count,
        hours: duration_ms / HOUR_MS,
      })),
      hours_over_capacity: capacity === null || answer.observed_ms === 0 ? null : over / HOUR_MS,
      link: links.space(space.id),
    }
  },
})
