import { z } from 'zod'
import type { CountStep } from '../../domain/occupancy/count-steps.ts'
import { capacityHistory } from '../../domain/portfolio/capacity.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import { type Interval, intersect } from '../../domain/time/interval.ts'
import { formatUtc } from '../../domain/time/iso-format.ts'
import { listText, objectText, sendJson, valueText } from '../object-answer.ts'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { instantText } from '../wire.ts'
import { datesQuery, intervalIn, spaceFields, spaceParams } from './analytics-wire.ts'

/** Longest range that segments are answered for. */
const LONGEST_DAYS = 31

const people = z.int().min(0).nullable()
const segment = z.object({
  start: instantText,
  end: instantText,
  count: people.describe('People; null while unknown.'),
  is_capped: z.boolean().describe('The ceiling of a sensor was reached.'),
})
const answer = z.object({
  ...spaceFields,
  start: instantText,
  end: instantText,
  segments: z.array(segment).describe('From start to end, or to now where that is earlier, without gaps.'),
  capacities: z
    .array(z.object({ start: instantText, capacity: people }))
    .describe('What held at the start, then every change up to the end.'),
})

/** `GET /api/spaces/{id}/segments`: how many people were there, step by step. */
export const getSegments: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.get(
    '/spaces/:id/segments',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getSegments',
        summary: 'How many people were there, step by step',
        tags: ['Analytics'],
        params: spaceParams,
        querystring: z.object(datesQuery),
        response: { 200: answer },
      },
    },
    async ({ access, params, query }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      const space = requireSpace(portfolio, access, params.id)
      const interval = intervalIn(portfolio, space, query, LONGEST_DAYS)
      const steps = await analytics.segments({ portfolio, space, interval, now: clock() })
      const text = objectText([
        ['space_id', valueText(() => space.id)],
        ['time_zone', valueText(() => portfolio.timeZone(space.key))],
        ['start', valueText(() => formatUtc(interval.start))],
        ['end', valueText(() => formatUtc(interval.end))],
        ['segments', listText(renderSteps(steps))],
        ['capacities', valueText(() => renderCapacities(space, interval))],
      ])
      await sendJson(reply, steps.length, text)
    },
  )
}

function* renderSteps(steps: readonly CountStep[]): Generator<z.infer<typeof segment>> {
  for (const { start, end, count, capped } of steps)
    yield { start: formatUtc(start), end: formatUtc(end), count, is_capped: capped }
}

function renderCapacities(space: Space, { start, end }: Interval): z.infer<typeof answer.shape.capacities> {
  // At the start of an empty interval something holds as well.
  const asked = { start, end: Math.max(end, start + 1) }
  return capacityHistory(space).flatMap((span) => {
    const held = intersect(span, asked)
    return held === null ? [] : [{ start: formatUtc(held.start), capacity: span.capacity }]
  })
}
