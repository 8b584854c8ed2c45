import { z } from 'zod'
import { DAY_MS } from '../../domain/time/interval.ts'
import type { MomentRange } from '../../domain/time/moment.ts'
import type { Resolution } from '../../domain/time/resolution.ts'
import { WeeklyHours } from '../../domain/time/weekly-hours.ts'
import { civilDate } from '../civil-date.ts'
import { wholeNumber } from '../whole-number.ts'
import { pageQuery } from './page-wire.ts'

/** Intervals of a metric, as Occuspace and as we call them. */
const resolutionOf = {
  '15min': '15minute',
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
} as const satisfies Record<string, Resolution>

export type IntervalName = keyof typeof resolutionOf

/** Every interval, for metrics that are read off any stretch of time. */
export const anyInterval = ['15min', 'hourly', 'daily', 'weekly', 'monthly'] as const
/** Intervals of at least a day: the only ones for dwell time, and the only ones that take filters. */
export const dayIntervals = ['daily', 'weekly', 'monthly'] as const

const localDate = civilDate.meta({
  description: 'YYYY-MM-DD, a local day of the location.',
  example: '2025-12-01',
})

const hourFilter = wholeNumber(0, 23).optional()

const daysMessage = { error: 'must be digits from 1 (Sunday) to 7 (Saturday), such as 23456' }

/** The query of a metric whose intervals are `intervals` (occuspace.md §3). */
export function metricQuery(intervals: readonly [IntervalName, ...IntervalName[]]) {
  return z
    .object({
      start_date: localDate,
      end_date: localDate,
      interval: z
        .enum(intervals, { error: `must be one of ${intervals.join(', ')} for this metric` })
        .default('daily'),
      start_hour_filter: hourFilter.describe(
        'First hour that counts, local. May be after the last: over midnight.',
      ),
      end_hour_filter: hourFilter.describe('Last hour that counts, inclusive, local.'),
      days_filter: z
        .string(daysMessage)
        .regex(/^[1-7]+$/, daysMessage)
        .optional()
        .describe('Weekdays that count: 1 = Sunday … 7 = Saturday.'),
      ...pageQuery,
    })
    .refine(({ start_date, end_date }) => start_date <= end_date, {
      path: ['end_date'],
      message: 'must not be before start_date',
    })
    .superRefine((query, context) => {
      if (isOneOf(dayIntervals, query.interval)) return
      for (const name of ['start_hour_filter', 'end_hour_filter', 'days_filter'] as const) {
        if (query[name] === undefined) continue
        const message = `can be used with interval ${dayIntervals.join(', ')} only, not with ${query.interval}`
        context.addIssue({ code: 'custom', path: [name], message })
      }
    })
}

export type MetricQuery = z.output<ReturnType<typeof metricQuery>>

/** The local days asked for, the last one included. */
export function rangeOf({ start_date, end_date }: MetricQuery): MomentRange {
  return { start: { kind: 'wall', at: start_date }, end: { kind: 'wall', at: end_date + DAY_MS } }
}

export function resolutionIn({ interval }: MetricQuery): Resolution {
  return resolutionOf[interval]
}

/** The weekdays that count, 1 = Sunday, ascending. */
export function daysOfWeek({ days_filter }: MetricQuery): readonly number[] {
  return [1, 2, 3, 4, 5, 6, 7].filter((day) => days_filter === undefined || days_filter.includes(String(day)))
}

/** The hours of the week that count; both ends inclusive, one left out is open. `null` when all do. */
export function hoursOf(query: MetricQuery): WeeklyHours | null {
  const first = query.start_hour_filter ?? 0
  const last = query.end_hour_filter ?? 23
  const days = new Set(daysOfWeek(query))
  const isInside = (hour: number) =>
    first <= last ? first <= hour && hour <= last : hour >= first || hour <= last
  const hours = new WeeklyHours((weekday, hour) => days.has(weekday + 1) && isInside(hour))
  return hours.always ? null : hours
}

function isOneOf<T extends string>(names: readonly T[], name: string): boolean {
  return names.some((known) => known === name)
}
