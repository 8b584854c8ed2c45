import { z } from 'zod'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { Interval } from '../../domain/time/interval.ts'
import { resolveRange } from '../../domain/time/moment-range.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { type AskedDates, moment, rangeOf } from '../time-wire.ts'

/** The space in the path that an analytics call is about. */
export const spaceParams = z.object({ id: z.string() })

/** `start_date` and `end_date` in a query. */
export const datesQuery = { start_date: moment, end_date: moment }

/** What every answer about one space begins with. */
export const spaceFields = {
  space_id: z.string(),
  time_zone: z.string().describe('IANA name.'),
}

/** The instants that dates mean to one space; throws `invalid` as {@link rangeOf} does. */
export function intervalIn(
  portfolio: Portfolio,
  space: Space,
  dates: AskedDates,
  mostDays: number,
): Interval {
  const zone = portfolio.timeZone(space.key)
  return resolveRange(rangeOf(dates, mostDays, [zone]), zoneOf(zone))
}
