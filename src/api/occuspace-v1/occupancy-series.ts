import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { averageOccupancy } from '../../domain/occupancy/metrics.ts'
import type { Rollup } from '../../domain/occupancy/rollup.ts'
import { averagePercentOver } from '../../domain/occupancy/utilization.ts'
import { locationCapacityHistory } from '../../domain/portfolio/capacity.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { MomentRange } from '../../domain/time/moment.ts'
import { clientGone } from '../client-gone.ts'
import type { Services } from '../services.ts'
import { components } from './components.ts'
import { pointTimes, type SeriesQuestion } from './series.ts'

/** How many people were there in an hour or a day. */
export const countPoint = z
  .object({
    count: z.int().min(0).describe('People on average while the count was known, to the nearest whole.'),
    percentage: z.number().min(0).max(1).nullable().describe('Share of the capacity; null without one.'),
    ...pointTimes,
  })
  .register(components, { id: 'Count' })

/** An hour or day in which something was known. */
export interface KnownOccupancy {
  readonly start: EpochMs
  readonly average: number
  readonly rollup: Rollup
  readonly figures: { readonly count: number; readonly percentage: number | null }
}

/** The occupancy by the hour or day; what was not known is left out. */
export async function readOccupancy(
  { analytics }: Pick<Services, 'analytics'>,
  { portfolio, space, range, resolution, now }: SeriesQuestion & { readonly range: MomentRange },
  reply: FastifyReply,
): Promise<readonly KnownOccupancy[]> {
  const capacities = locationCapacityHistory(portfolio, space)
  const answered = await analytics.occupancy({
    portfolio,
    spaces: [space],
    range,
    resolution,
    hours: null,
    now,
    signal: clientGone(reply),
    columns: ['observedMs', 'personMs'],
    capacities: () => capacities,
  })
  return answered.flatMap(({ buckets, rollups, byCapacity }) =>
    buckets.flatMap(({ start }, index): KnownOccupancy[] => {
      const rollup = rollups[index]
      const average = rollup === undefined ? null : averageOccupancy(rollup)
      if (rollup === undefined || average === null) return []
      const percent = averagePercentOver(byCapacity?.[index] ?? [])
      const percentage = percent === null ? null : Math.min(1, percent / 100)
      return [{ start, average, rollup, figures: { count: Math.round(average), percentage } }]
    }),
  )
}
