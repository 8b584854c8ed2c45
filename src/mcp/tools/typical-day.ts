import { z } from 'zod'
import { link, localDate, namedSpace, nameOf, spaceName } from '../shapes.ts'
import { SpaceDirectory } from '../space-directory.ts'
import { defineTool } from '../tool.ts'

const QUARTERS_AN_HOUR = 4

const people = z.number().min(0).nullable()

/** What is usual on a weekday, also for days to come. */
export const typicalDay = defineTool({
  name: 'typical_day',
  title: 'What is usual on a day',
  description:
    'What is usual in a space on the weekday of a day, also one to come, hour by hour, by the same weekday of the weeks before. Use it to say when a place is quiet or busy.',
  input: z.object({
    space: spaceName,
    date: localDate,
    weeks: z.int().min(1).max(52).default(12).describe('How many weeks before the day are looked at.'),
  }),
  output: z.object({
    space: namedSpace,
    date: z.string(),
    weeks: z.int(),
    hours: z
      .array(
        z.object({
          start: z.string().describe('UTC.'),
          days: z.int().min(0).describe('How many days were observed then, at the least of its quarters.'),
          median_people: people.describe(
            'Highest median of its quarters of an hour; null where no day was observed.',
          ),
          p10: people,
          p90: people,
        }),
      )
      .describe('In the order of the local day.'),
    link,
  }),
  async answer({ space: text, date, weeks }, { client, links }) {
    const directory = await SpaceDirectory.load(client)
    const space = directory.find(text)
    const { points } = await client.typicalDay(space.id, { date, weeks })
    const hours = []
    for (let at = 0; at < points.length; at += QUARTERS_AN_HOUR) {
      const quarters = points.slice(at, at + QUARTERS_AN_HOUR)
      hours.push({
        start: quarters[0]?.start ?? date,
        days: Math.min(...quarters.map(({ days }) => days)),
        median_people: highest(quarters.map(({ median }) => median)),
        p10: highest(quarters.map(({ p10 }) => p10)),
        p90: highest(quarters.map(({ p90 }) => p90)),
      })
    }
    return { space: nameOf(directory, space), date, weeks, hours, link: links.space(space.id) }
  },
})

function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}
