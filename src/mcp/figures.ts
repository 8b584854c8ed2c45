import { z } from 'zod'
import type { MetricsRow } from '../client/analytics-wire.ts'

const people = z.number().min(0).nullable()

/** The figures of a span; every one is null where nothing was observed. */
export const figures = z.object({
  average_people: people.describe('Mean over the observed time.'),
  peak_people: people,
  average_share_of_capacity: people.describe('1 is full.'),
  hours_used: people.describe('Hours with somebody there, as far as observed.'),
  entrances: people.describe('Null for spaces without doorways.'),
  coverage: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe(
      'Share of the span that was observed; null for a span that has not begun or is outside the hours.',
    ),
  at_least: z.boolean().describe('A sensor reached its ceiling: there may have been more people.'),
})

const HOUR_MS = 3_600_000

/** A row of `/api/metrics` as {@link figures}. */
export function figuresOf(row: MetricsRow): z.output<typeof figures> {
  return {
    average_people: row.occupancy_avg,
    peak_people: row.occupancy_max,
    average_share_of_capacity: row.utilization_avg,
    hours_used: row.observed_ms === 0 ? null : row.time_used_ms / HOUR_MS,
    entrances: row.entrances ?? null,
    coverage: row.length_ms === 0 ? null : row.observed_ms / row.length_ms,
    at_least: row.is_capped,
  }
}
