import { z } from 'zod'
import { invalid } from '../domain/errors.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import { DAY_MS } from '../domain/time/interval.ts'
import { parseMoment } from '../domain/time/iso-parse.ts'
import type { Moment, MomentRange } from '../domain/time/moment.ts'
import { askedLengthMs, inclusiveMinutes, isReversed } from '../domain/time/moment-range.ts'
import { isSupportedTime } from '../domain/time/supported-time.ts'
import { WeeklyHours } from '../domain/time/weekly-hours.ts'
import { zoneOf } from '../domain/time/zone.ts'

const MOMENT_FORM =
  'an ISO 8601 date-time such as 2024-05-14T09:00:00Z, from 1970 to 2099; without Z or an offset it is the local time of each space'

/** `start_date` and `end_date`: an instant with `Z` or an offset, else each space's wall clock (density-v3.md §2). */
export const moment = z
  .string({
    error: ({ input }) => `${input === undefined ? 'is required:' : 'must be'} ${MOMENT_FORM}`,
  })
  .transform((text, context): Moment => {
    const parsed = parseMoment(text)
    if (parsed !== null && isSupportedTime(parsed.at)) return parsed
    context.addIssue({ code: 'custom', message: `must be ${MOMENT_FORM}` })
    return z.NEVER
  })
  .meta({
    description: 'ISO 8601 date-time. Without Z or an offset: the local time of each space.',
    example: '2024-05-14T09:00:00',
  })

interface HoursText {
  readonly days: readonly number[]
  readonly start_hour: number
  readonly end_hour: number
}

/** What `end_hour` has to be. */
export const endHourRule = {
  path: ['end_hour'],
  message: 'must be after start_hour, at most 24 (or both 0 for the whole day)',
}

/** Whether hours end after they begin, or are both 0. */
export function isForward({ start_hour, end_hour }: Omit<HoursText, 'days'>): boolean {
  return end_hour > start_hour || (start_hour === 0 && end_hour === 0)
}

/** The hours of the week that weekdays and hours name; `end_hour` exclusive, 0 to 0 the whole day. */
export function weeklyHoursOf({ days, start_hour, end_hour }: HoursText): WeeklyHours {
  const end = end_hour === 0 ? 24 : end_hour
  return new WeeklyHours((weekday, hour) => days.includes(weekday) && hour >= start_hour && hour < end)
}

/** `operating_hours`: local weekdays (0 = Sunday) and hours, `end_hour` exclusive; 0 to 0 is the whole day. */
export const operatingHours = z
  .object({
    days: z.array(z.int().min(0).max(6), { error: 'must be a list of weekdays, 0 (Sunday) to 6' }).min(1, {
      error: 'must name at least one weekday, 0 (Sunday) to 6',
    }),
    start_hour: z.int().min(0).max(23).describe('First hour, local.'),
    end_hour: z.int().min(0).max(24).describe('Exclusive; 0 with `start_hour` 0 is the whole day.'),
  })
  .refine(isForward, endHourRule)
  .nullish()
  .transform((hours) => (hours === null || hours === undefined ? null : weeklyHoursOf(hours)))
  .describe('Only time inside these local hours counts, also in what figures are divided by.')

/** `start_date` and `end_date` of a question. */
export interface AskedDates {
  readonly start_date: Moment
  readonly end_date: Moment
}

/**
 * The range from `start_date` to the minute of `end_date`, inclusive. Throws `invalid` when it is reversed in any of
 * the zones it is asked in, or longer than `mostDays`. `cut` is another way to cut it to minutes.
 */
export function rangeOf(
  { start_date, end_date }: AskedDates,
  mostDays: number,
  zones: Iterable<string>,
  cut: (start: Moment, end: Moment) => MomentRange = inclusiveMinutes,
): MomentRange {
  const range = cut(start_date, end_date)
  for (const name of zones) {
    refuseReversed(start_date, end_date, name)
    if (askedLengthMs(start_date, end_date, zoneOf(name)) > mostDays * DAY_MS) {
      throw invalid('range_too_long', `The range of start_date to end_date must be at most ${mostDays} days.`)
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

/** The zones of some spaces, each once; UTC where there is no space to ask. */
export function zonesOf(portfolio: Portfolio, spaces: readonly Space[]): ReadonlySet<string> {
  return new Set(spaces.length === 0 ? ['UTC'] : spaces.map((space) => portfolio.timeZone(space.key)))
}
