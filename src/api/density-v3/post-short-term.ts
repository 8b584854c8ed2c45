import { z } from 'zod'
import type { SpaceAnswer } from '../../analytics/occupancy-query.ts'
import { modesBelow } from '../../domain/portfolio/counting.ts'
import { MINUTE_MS } from '../../domain/time/interval.ts'
import type { Operation } from '../operation.ts'
import { selectSpaces, spaceIds } from '../space-selection.ts'
import { formatInstant, instantText } from '../wire.ts'

const LONGEST_MINUTES = 1_440

const row = z.object({
  timestamp: instantText,
  presence: z.boolean().nullable().describe('Null for a minute in which nothing was known.'),
})

/** `POST /v3/analytics/short-term`: presence minute by minute up to the last full one (density-v3.md §6). */
export const postShortTerm: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.post(
    '/analytics/short-term',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'postShortTerm',
        summary: 'Presence of the last minutes, minute by minute',
        tags: ['Live'],
        body: z.object({
          minutes_lookback: z
            .int()
            .min(1)
            .max(LONGEST_MINUTES)
            .describe('Minutes up to the last full one; the running one is left out.'),
          space_ids: spaceIds,
        }),
        response: {
          200: z.object({ data: z.array(z.object({ space_id: z.string(), metrics: z.array(row) })) }),
        },
      },
    },
    async ({ access, body }) => {
      const now = clock()
      const portfolio = await portfolios.current(access.organization)
      const spaces = selectSpaces(portfolio, access, body.space_ids).filter((space) =>
        modesBelow(portfolio, space).has('oa'),
      )
      const end = Math.floor(now / MINUTE_MS) * MINUTE_MS
      const answers = await analytics.occupancy({
        portfolio,
        spaces,
        range: {
          start: { kind: 'instant', at: end - body.minutes_lookback * MINUTE_MS },
          end: { kind: 'instant', at: end },
        },
        resolution: 'minute',
        hours: null,
        now,
        columns: ['observedMs', 'occupiedMs'],
      })
      const data = answers
        .filter((answer) => answer.counts)
        .map((answer) => ({ space_id: answer.space.id, metrics: rowsOf(answer) }))
      return { data }
    },
  )
}

function rowsOf({ buckets, rollups }: SpaceAnswer): z.infer<typeof row>[] {
  return buckets.map(({ start }, index) => {
    const rollup = rollups[index]
    const isObserved = (rollup?.observedMs ?? 0) > 0
    const presence = isObserved ? (rollup?.occupiedMs ?? 0) > 0 : null
    return { timestamp: formatInstant(start), presence }
  })
}
