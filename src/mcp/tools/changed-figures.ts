import { z } from 'zod'
import { link } from '../shapes.ts'
import { SpaceDirectory } from '../space-directory.ts'
import { defineTool } from '../tool.ts'

/** Which figures of days that were over became others. */
export const changedFigures = defineTool({
  name: 'changed_figures',
  title: 'Which past figures changed',
  description:
    'Lists which closed days of which spaces got other figures after the fact, by late readings, corrections or another set-up, the last 90 days of it, newest first. Ask it when a figure differs from one that was reported before.',
  input: z.object({
    limit: z.int().min(1).max(500).default(100),
  }),
  output: z.object({
    changes: z.array(
      z.object({
        seq: z.int(),
        at: z.string(),
        cause: z.string(),
        by: z.string().nullable(),
        path: z.string(),
        from: z.string(),
        to: z.string(),
      }),
    ),
    has_more: z.boolean().describe('Whether there are earlier ones.'),
    link,
  }),
  async answer({ limit }, { client, links }) {
    const directory = await SpaceDirectory.load(client)
    const paths = new Map(directory.all.map((space) => [space.id, directory.pathOf(space)]))
    const { changes, hasMore } = await client.latestChanges(limit)
    return {
      changes: changes.map(({ seq, at, cause, actor, space_id, from, to }) => ({
        seq,
        at,
        cause,
        by: actor?.name ?? null,
        path: paths.get(space_id) ?? space_id,
        from,
        to,
      })),
      has_more: hasMore,
      link: links.changes(),
    }
  },
})
