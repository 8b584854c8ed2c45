import { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time/interval.ts'
import type { Moment, MomentRange } from '../../domain/time/moment.ts'
import { askedLengthMs, inclusiveMinutes, rangeLengthMs } from '../../domain/time/moment-range.ts'
import type { Resolution } from '../../domain/time/resolution.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { refuseReversed } from '../time-wire.ts'

/** The values of `time_resolution`: those that are documented, and `5minute` and `15minute` (density-v3.md §2). */
const densityResolutions = [
  'total',
  'minute',
  '5minute',
  '10minute',
  '15minute',
  'hour',
  'day',
  'week',
  'month',
  'year',
  'weekday',
  'hour_of_day',
] as const satisfies readonly Resolution[]

/** One of the values of `time_resolution`. */
export type DensityResolution = (typeof densityResolutions)[number]

/** `time_resolution`, `total` when left out. */
export const timeResolution = z
  .enum(densityResolutions, { error: `must be one of ${densityResolutions.join(', ')}` })
  .nullish()
  .transform((resolution): DensityResolution => resolution ?? 'total')
  .meta({
    default: 'total',
    description:
      'Length of a bucket, cut in local time. Longest range: minute, 5minute and 10minute 1 day; 15minute, hour and hour_of_day 7 days; day and weekday 31 days; all others 366 days.',
  })

/** Longest range of each resolution in days (Density v3, Historical Metrics). */
const longestDays: Readonly<Record<DensityResolution, number>> = {
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
const widths: Readonly<Partial<Record<DensityResolution, number>>> = {
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
  resolution: DensityResolution,
  limits: RangeLimits,
  zones: Iterable<string>,
): MomentRange {
  const range = inclusiveMinutes(start_date, end_date)
  const days = longestDays[resolution]
  for (const name of zones) {
    refuseReversed(start_date, end_date, name)
    const zone = zoneOf(name)
    if (limits === 'strict' && askedLengthMs(start_date, end_date, zone) > days * DAY_MS) {
      throw invalid(
        'range_too_long',
        `The range of start_date to end_date is longer than time_resolution ${resolution} allows: at most ${days} day${days === 1 ? '' : 's'}.`,
      )
    }
    if (rangeLengthMs(range, zone) / (widths[resolution] ?? DAY_MS) > MOST_BUCKETS) {
      throw invalid(
        'range_too_long',
        'The range of start_date to end_date has too many buckets: ask for wider ones.',
      )
    }
  }
  return range
}
