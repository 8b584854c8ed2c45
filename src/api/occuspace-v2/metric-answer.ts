import { z } from 'zod'
import type { Access } from '../../domain/access/access.ts'
import { locationCapacity } from '../../domain/portfolio/capacity.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import { pageOfBuckets } from '../../domain/time/bucket-page.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import { formatLocal } from '../../domain/time/iso-format.ts'
import type { MomentRange } from '../../domain/time/moment.ts'
import { resolveRange } from '../../domain/time/moment-range.ts'
import type { Resolution } from '../../domain/time/resolution.ts'
import type { WeeklyHours } from '../../domain/time/weekly-hours.ts'
import { type Zone, zoneOf } from '../../domain/time/zone.ts'
import {
  daysOfWeek,
  hoursOf,
  type IntervalName,
  type MetricQuery,
  rangeOf,
  resolutionIn,
} from './metric-query.ts'
import { paginationShape, readCursor, writePagination } from './page-wire.ts'

/** The metrics of a location. */
export type MetricName = 'occupancy' | 'traffic' | 'dwell_time' | 'availability'

/** A point's time: its interval's start, local, with the offset of that moment. */
export const pointTime = z
  .string()
  .meta({ format: 'date-time', example: '2025-12-01T00:00:00-06:00', description: "The interval's start." })

/** The answer of a metric, all members always there (occuspace.md §3). */
export function metricShape<Point extends z.ZodType>(
  metric: MetricName,
  intervals: readonly IntervalName[],
  point: Point,
) {
  return z.object({
    location_id: z.int(),
    name: z.string(),
    capacity: z.int().min(0),
    metric: z.literal(metric),
    interval: z.enum(intervals),
    days_of_week: z.array(z.int().min(1).max(7)).describe('Weekdays that count: 1 = Sunday.'),
    data: z.array(point),
    pagination: paginationShape,
  })
}

/** What a page of points is about. */
export interface PointQuestion {
  readonly portfolio: Portfolio
  readonly space: Space
  readonly zone: Zone
  readonly range: MomentRange
  readonly resolution: Resolution
  readonly hours: WeeklyHours | null
  readonly now: EpochMs
}

/** A point before its time is written. */
export interface Point<Figures> {
  readonly start: EpochMs
  readonly figures: Figures
}

/**
 * Answers one page of a metric: `read` is asked for the points of that page only. `now` ends the last point;
 * points that would lie wholly after it do not exist.
 */
export async function answerMetric<Figures extends object>(
  metric: MetricName,
  { portfolio, access, space, query, now }: MetricRequest,
  read: (question: PointQuestion) => Promise<readonly Point<Figures>[]>,
) {
  const { limit, cursor, ...asked } = query
  const binding = JSON.stringify([metric, access.organization, space.key, asked])
  const zone = zoneOf(portfolio.timeZone(space.key))
  const [resolution, hours] = [resolutionIn(query), hoursOf(query)]
  const interval = resolveRange(rangeOf(query), zone)
  const page = pageOfBuckets({ zone, interval, resolution, hours, now }, readCursor(binding, cursor), limit)
  const capacity = locationCapacity(portfolio, space)
  const range: MomentRange = {
    start: { kind: 'instant', at: page.interval.start },
    end: { kind: 'instant', at: page.interval.end },
  }
  const points =
    page.first === null ? [] : await read({ portfolio, space, zone, range, resolution, hours, now })
  return {
    location_id: space.locationId,
    name: space.name,
    capacity,
    metric,
    interval: query.interval,
    days_of_week: [...daysOfWeek(query)],
    data: points.map(({ start, figures }) => ({ timestamp: formatLocal(start, zone), ...figures })),
    pagination: writePagination(binding, page),
  }
}

export interface MetricRequest {
  readonly portfolio: Portfolio
  readonly access: Access
  readonly space: Space
  readonly query: MetricQuery
  readonly now: EpochMs
}
