import { z } from 'zod'
import { spaceIds } from '../space-selection.ts'
import { moment, operatingHours } from '../time-wire.ts'
import { timeResolution } from './time-wire.ts'

/** The body of the historical metrics calls (density-v3.md §3). */
export const historicalBody = z.object({
  start_date: moment,
  end_date: moment.describe('As `start_date`; its minute is still inside.'),
  space_ids: spaceIds,
  time_resolution: timeResolution,
  operating_hours: operatingHours,
})

/** What holds for every historical metrics call (density-v3.md §2, §3). */
export const historicalDescription =
  'Times are cut to the minute. Every bucket inside the range and the operating hours has a row, also when nobody came; a bucket that the range or the present cuts counts what is inside. A space that does not count has no entry. Time in which a space was not observed is unknown, not empty: it is in no average and lowers `up_time`.'

/** The answer of a historical metrics call: rows by space id and bucket key. */
export function rowsOf<Row extends z.ZodType>(row: Row) {
  return z
    .record(z.string(), z.record(z.string(), row))
    .describe('Rows by space id, then by the start of the bucket in UTC (weekday, hour_of_day: its number).')
}
