import { z } from 'zod'
import type { Access } from '../../domain/access/access.ts'
import { canSee, visibleSpaces } from '../../domain/access/access.ts'
import { invalid, notFound } from '../../domain/errors.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time/interval.ts'
import { askedLengthMs, inclusiveMinutes, resolveMoment } from '../../domain/time/moment-range.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import type { Operation } from '../operation.ts'
import { moment, refuseReversed, zonesOf } from '../time-wire.ts'
import { components } from './components.ts'

const floorStatus = z
  .object({
    completion_rate: z
      .number()
      .min(0)
      .max(1)
      .describe('Time that the open-area sensors of the floor have delivered ÷ time expected of them.'),
  })
  .register(components, { id: 'FloorHealthDataV3' })

const SHORTEST_MS = 5 * MINUTE_MS
const LONGEST_MS = 10 * DAY_MS

/** Before this the documented service has no data status: 2024-06-01T00:00:00Z (Density v3, Data Status). */
const EARLIEST_END = Date.UTC(2024, 5, 1)

const body = z.object({
  start_date: moment,
  end_date: moment,
  floor_ids: z
    .array(z.string(), { error: 'must be a list of floor ids such as ["spc_…"]' })
    .max(1_000, { error: 'must name at most 1,000 floors' })
    .nullish()
    .transform((ids) => ids ?? [])
    .describe('At most 1,000; every floor that the token may see when absent or empty.'),
})

/** `POST /v3/analytics/data-status`: how much of the open-area sensors' data has arrived (density-v3.md §5). */
export const postDataStatus: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { analytics, portfolios, clock } = services
  app.post(
    '/analytics/data-status',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postDataStatus',
        summary: "How much of the open-area sensors' data has arrived",
        description:
          'From 5 minutes to 10 days, ending after 2024-06-01T00:00:00Z. Floors without open-area sensors at that time are left out.',
        tags: ['Historical metrics'],
        body,
        response: { 200: z.record(z.string(), floorStatus) },
      },
    },
    async ({ access, body }) => {
      const portfolio = await portfolios.current(access.organization)
      const floors = selectFloors(portfolio, access, body.floor_ids)
      for (const zone of zonesOf(portfolio, floors)) checkRange(body, zone)
      const range = inclusiveMinutes(body.start_date, body.end_date)
      const answers = await analytics.completion({ portfolio, spaces: floors, range, now: clock() })
      return Object.fromEntries(answers.map(({ space, rate }) => [space.id, { completion_rate: rate }]))
    },
  )
}

function selectFloors(portfolio: Portfolio, access: Access, ids: readonly string[]): readonly Space[] {
  if (ids.length === 0) return visibleSpaces(portfolio, access).filter(({ type }) => type === 'floor')
  return [...new Set(ids)].map((id) => {
    const space = portfolio.spaceById(id)
    if (space === null || space.type !== 'floor' || !canSee(portfolio, access, space))
      throw notFound('floor', id)
    return space
  })
}

function checkRange({ start_date, end_date }: z.output<typeof body>, zoneName: string): void {
  const zone = zoneOf(zoneName)
  refuseReversed(start_date, end_date, zoneName)
  const lengthMs = askedLengthMs(start_date, end_date, zone)
  if (lengthMs < SHORTEST_MS || lengthMs > LONGEST_MS) {
    throw invalid('bad_range', 'The range of start_date to end_date must be 5 minutes to 10 days.')
  }
  if (resolveMoment(end_date, zone) <= EARLIEST_END) {
    throw invalid('bad_range', 'end_date must be after 2024-06-01T00:00:00Z.')
  }
}
