import { z } from 'zod'
import { spaceIds } from '../space-selection.ts'
import { moment, operatingHours } from '../time-wire.ts'
import { timeResolution } from './time-wire.ts'

/** The body of the historical metrics calls (density-v3.md §3). */
export const historicalBody = z.object({
  start_date: moment,
  end_date: moment,
  space_ids: spaceIds,
  time_resolution: timeResolution,
  operating_hours: operatingHours,
})

/** The answer of a historical metrics call: rows by space id and bucket key. */
export function rowsOf<Row extends z.ZodType>(row: Row) {
  return z
    .record(z.string(), z.record(z.string(), row))
    .describe('Rows by space id, then by the start of the bucket in UTC (weekday, hour_of_day: its number).')
}
