import { z } from 'zod'
import { type Resolution, resolutions } from '../../domain/time/resolution.ts'
import { spaceIds } from '../space-selection.ts'
import { moment, operatingHours } from '../time-wire.ts'
import { instantText } from '../wire.ts'
import { metricsColumns } from './metrics-columns.ts'

/** The body of `POST /api/metrics`. */
export const metricsBody = z.object({
  space_ids: spaceIds,
  flatten: z
    .boolean()
    .nullish()
    .describe('Whether a space stands for all below it as well (the default), or for itself alone.')
    .transform((flatten) => flatten ?? true),
  start_date: moment,
  end_date: moment,
  time_resolution: z
    .enum(resolutions, { error: `must be one of ${resolutions.join(', ')}` })
    .nullish()
    .describe(
      'total when left out. weekday, hour_of_day and hour_of_week (0 = Sunday, midnight to one) pool time that is apart.',
    )
    .transform((resolution): Resolution => resolution ?? 'total'),
  operating_hours: operatingHours,
  columns: z
    .array(z.enum(metricsColumns, { error: `must be some of ${metricsColumns.join(', ')}` }))
    .min(1)
    .max(metricsColumns.length)
    .nullish()
    .describe(
      'What rows have beside their `key`; all where left out. Fewer make a smaller and quicker answer.',
    )
    .transform((columns) =>
      columns == null ? null : metricsColumns.filter((column) => columns.includes(column)),
    ),
})

/** A checked body of `POST /api/metrics`. */
export type MetricsRequest = z.output<typeof metricsBody>

const share = z.number().min(0).max(1)
const people = z.int().min(0)
const ratio = z.number().min(0).nullable()
const milliseconds = z.int().min(0)

/** One row: what there is to know about a bucket. */
const wholeRow = z.object({
  key: z.string().describe('Start of the bucket; of a pooled one, its number.'),
  start: instantText.nullable().describe('Null for a pooled bucket.'),
  end: instantText.nullable(),
  length_ms: milliseconds.describe('Milliseconds of the bucket that are inside the hours, up to now.'),
  observed_ms: milliseconds.describe('Milliseconds with a known count.'),
  occupancy_avg: ratio.describe('People, weighted by time over the observed time.'),
  occupancy_max: people.nullable().describe('Highest count at any instant.'),
  occupancy_min: people.nullable().describe('Lowest count at any instant.'),
  time_used_ms: milliseconds.describe('Milliseconds with somebody there.'),
  time_used_percentage: share
    .nullable()
    .describe('`time_used_ms` ÷ `length_ms`; null where nothing was known.'),
  entrances: people
    .nullish()
    .describe('Crossings inward; only on spaces with doorways. Null where nothing was known.'),
  exits: people
    .nullish()
    .describe('Crossings outward; only on spaces with doorways. Null where nothing was known.'),
  utilization_avg: ratio.describe('Average occupancy ÷ capacity; may exceed 1.'),
  utilization_max: ratio.describe('Highest occupancy ÷ capacity; may exceed 1.'),
  is_capped: z.boolean().describe('The ceiling of the sensor was reached in the bucket.'),
  capped_count_limit: people.nullable().describe('3 for Waffle, null for sensors without a ceiling.'),
  up_time: share.describe("Share of the bucket in which the space's sensors were online."),
})

/** One row as it is answered: with the columns that were asked for. */
export const metricsRow = wholeRow
  .partial()
  .required({ key: true })
  .describe('Every member is there, unless `columns` named some.')

/** The answer of `POST /api/metrics`. */
export const metricsAnswer = z.object({
  spaces: z
    .record(
      z.string(),
      z.object({
        time_zone: z.string().describe('IANA name.'),
        capacity: people.nullable().describe('What it is now.'),
        rows: z.array(metricsRow).describe('Ascending by start, pooled ones by number.'),
      }),
    )
    .describe('By space id; spaces that do not count are left out.'),
})
