import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { SpaceAnswer } from '../../analytics/occupancy-query.ts'
import type { Access } from '../../domain/access/access.ts'
import { slotColumnNames } from '../../domain/occupancy/slots.ts'
import { capacityHistory } from '../../domain/portfolio/capacity.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { countRows, refuseTooManyRows } from '../answer-rows.ts'
import { clientGone } from '../client-gone.ts'
import { counts } from '../live/live-members.ts'
import { listText, objectText, sendJson, valueText } from '../object-answer.ts'
import type { Operation } from '../operation.ts'
import type { Services } from '../services.ts'
import { selectNamed, selectSpaces } from '../space-selection.ts'
import { rangeOf, zonesOf } from '../time-wire.ts'
import { type MetricsColumn, needCapacities, slotsFor } from './metrics-columns.ts'
import { metricsRows } from './metrics-rows.ts'
import { metricsAnswer, metricsBody } from './metrics-wire.ts'

/** Most rows of one answer. */
const MAX_ROWS = 200_000

type Needs = 'analytics' | 'answers' | 'portfolios' | 'clock'

/** `POST /api/metrics`: every figure of any spaces, over any range, at any resolution. */
export const postMetrics: Operation<Needs> = async (app, services) => {
  app.post(
    '/metrics',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postMetrics',
        summary: 'Every figure of some spaces at any resolution',
        description: `Ranges may be of any length; an answer has at most ${MAX_ROWS.toLocaleString('en')} rows.`,
        tags: ['Analytics'],
        body: metricsBody,
        response: { 200: metricsAnswer },
      },
    },
    ({ access, body }, reply) => answer(services, access, body, reply),
  )
}

async function answer(
  { analytics, answers, portfolios, clock }: Pick<Services, Needs>,
  access: Access,
  body: z.output<typeof metricsBody>,
  reply: FastifyReply,
): Promise<void> {
  const portfolio = await portfolios.current(access.organization)
  const select = body.flatten ? selectSpaces : selectNamed
  const named = select(portfolio, access, body.space_ids)
  const range = rangeOf(body, Number.POSITIVE_INFINITY, zonesOf(portfolio, named))
  const spaces = named.filter((space) => counts(portfolio, space))
  const now = clock()
  const { time_resolution: resolution, operating_hours: hours, columns } = body
  const rows = await countRows(portfolio, spaces, { range, resolution, hours, now })
  refuseTooManyRows(rows, MAX_ROWS, 'fewer spaces, a shorter range or a wider time_resolution')
  await answers.take(rows, reply)
  const answered = await analytics.occupancy({
    portfolio,
    spaces,
    range,
    resolution,
    hours,
    now,
    signal: clientGone(reply),
    columns: columns === null ? slotColumnNames : slotsFor(columns),
    ...((columns === null || needCapacities(columns)) && { capacities: capacityHistory }),
  })
  await sendJson(reply, rows, objectText([['spaces', objectText(members(portfolio, answered, columns))]]))
}

function* members(
  portfolio: Portfolio,
  answers: readonly SpaceAnswer[],
  columns: readonly MetricsColumn[] | null,
): Generator<readonly [string, Iterable<string>]> {
  for (const answer of answers) {
    const { space } = answer
    const parts = objectText([
      ['time_zone', valueText(() => portfolio.timeZone(space.key))],
      ['capacity', valueText(() => space.capacity)],
      ['rows', listText(metricsRows(portfolio, answer, columns))],
    ])
    yield [space.id, parts]
  }
}
