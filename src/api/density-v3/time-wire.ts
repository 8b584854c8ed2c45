import { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time/interval.ts'
import { parseMoment } from '../../domain/time/iso-parse.ts'
import type { Moment, MomentRange } from '../../domain/time/moment.ts'
import { inclusiveMinutes, isReversed, rangeLengthMs } from '../../domain/time/moment-range.ts'
import { type Resolution, resolutions } from '../../domain/time/resolution.ts'
import { WeeklyHours } from '../../domain/time/weekly-hours.ts'
import { zoneOf } from '../../domain/time/zone.ts'

const MOMENT_FORM =
  'an ISO 8601 date-time such as 2024-05-14T09:00:00Z; without Z or an offset it is the local time of each space'

/** `start_date` and `end_date`: an instant with `Z` or an offset, else each space's wall clock (density-v3.md §2). */
export const moment = z
  .string({
    error: ({ input }) => `${input === undefined ? 'is required:' : 'must be'} ${MOMENT_FORM}`,
  })
  .transform((text, context): Moment => {
    const parsed = parseMoment(text)
    if (parsed !== null) return parsed
    context.addIssue({ code: 'custom', message: `must be ${MOMENT_FORM}` })
    return z.NEVER
  })
  .meta({
    description: 'ISO 8601 date-time. Without Z or an offset: the local time of each space.',
    example: '2024-05-14T09:00:00',
  })

/** `time_resolution`, `total` when left out. */
export const timeResolution = z
  .enum(resolutions, { error: `must be one of ${resolutions.join(', ')}` })
  .nullish()
  .transform((resolution): Resolution => resolution ?? 'total')

/** `operating_hours`: local weekdays (0 = Sunday) and hours, `end_hour` exclusive; 0 to 0 is the whole day. */
export const operatingHours = z
  .object({
    days: z.array(z.int().min(0).max(6), { error: 'must be a list of weekdays, 0 (Sunday) to 6' }).min(1, {
      error: 'must name at least one weekday, 0 (Sunday) to 6',
    }),
    start_hour: z.int().min(0).max(23),
    end_hour: z.int().min(0).max(24),
  })
  .refine(({ start_hour, end_hour }) => end_hour > start_hour || (start_hour === 0 && end_hour === 0), {
    path: ['end_hour'],
    message: 'must be after start_hour, at most 24 (or both 0 for the whole day)',
  })
  .nullish()
  .transform((hours) => {
    if (hours === null || hours === undefined) return null
    const { days, start_hour, end_hour } = hours
    const end = end_hour === 0 ? 24 : end_hour
    return new WeeklyHours((weekday, hour) => days.includes(weekday) && hour >= start_hour && hour < end)
  })

/** Longest range of each resolution in days (Density v3, Historical Metrics). */
const longestDays: Readonly<Record<Resolution, number>> = {
  minute: 1,
  '5minute': 1,
  '10minute': 1,
  '15minute': 7,
  hour: 7,
  hour_of_day: 7,
  day: 31,
  weekday: 31,
  week: 366,
  month: 366,
  year: 366,
  total: 366,
}

/** Most buckets that a space is answered for where no documented limit holds: a year of minutes. */
const MOST_BUCKETS = 527_040

/** Shortest bucket of each resolution that has a width, in milliseconds. */
const widths: Readonly<Partial<Record<Resolution, number>>> = {
  minute: MINUTE_MS,
  '5minute': 5 * MINUTE_MS,
  '10minute': 10 * MINUTE_MS,
  '15minute': 15 * MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
}

/** Whether the documented longest ranges are kept to. */
export type RangeLimits = 'strict' | 'open'

/**
 * The range from `start_date` to the minute of `end_date`, inclusive. Throws `invalid` when it is reversed in any of
 * the zones it is asked in, or longer than its resolution allows.
 */
export function metricRange(
  { start_date, end_date }: { start_date: Moment; end_date: Moment },
  resolution: Resolution,
  limits: RangeLimits,
  zones: Iterable<string>,
): MomentRange {
  const range = inclusiveMinutes(start_date, end_date)
  const days = longestDays[resolution]
  for (const name of zones) {
    refuseReversed(start_date, end_date, name)
    const lengthMs = rangeLengthMs(range, zoneOf(name))
    if (limits === 'strict' && lengthMs > days * DAY_MS) {
      throw invalid(
        'range_too_long',
        `The range of start_date to end_date is longer than time_resolution ${resolution} allows: at most ${days} day${days === 1 ? '' : 's'}.`,
      )
    }
    if (lengthMs / (widths[resolution] ?? DAY_MS) > MOST_BUCKETS) {
      throw invalid(
        'range_too_long',
        'The range of start_date to end_date has too many buckets: ask for wider ones.',
      )
    }
  }
  return range
}

/** Throws `invalid` when `end_date` comes before `start_date` in a zone. */
export function refuseReversed(start: Moment, end: Moment, zone: string): void {
  if (isReversed(start, end, zoneOf(zone))) {
    throw invalid('range_reversed', 'end_date must not be before start_date.')
  }
}
