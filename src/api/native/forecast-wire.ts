import { z } from 'zod'
import { civilDate } from '../civil-date.ts'
import { endHourRule, isForward } from '../time-wire.ts'
import { wholeNumber } from '../whole-number.ts'
import { instantText } from '../wire.ts'
import { spaceFields } from './analytics-wire.ts'

const MAX_WEEKS = 52

/** The query of `GET /api/spaces/{id}/forecast`. */
export const forecastQuery = z
  .object({
    date: civilDate,
    weeks: wholeNumber(1, MAX_WEEKS)
      .default(8)
      .describe('How many past days of the same weekday the forecast rests on; 8 when left out.'),
    start_hour: wholeNumber(0, 23)
      .optional()
      .describe('First hour of the day that counts for the best time and the back-test.'),
    end_hour: wholeNumber(0, 24)
      .optional()
      .describe(
        'Hour at which it ends. Without both, empty hours at either end of the day are no best time.',
      ),
  })
  .refine(({ start_hour = 0, end_hour = 24 }) => isForward({ start_hour, end_hour }), endHourRule)

export type ForecastRequest = z.output<typeof forecastQuery>

const people = z.number().min(0).nullable()
const point = z.object({
  start: instantText,
  end: instantText,
  hour: z.int().min(0).max(23).describe('Of the wall clock.'),
  days: z.int().min(0).describe('How many past days were observed in that hour.'),
  people: people.describe('What is expected: the median of those days.'),
  low: people.describe('A quarter of those days had fewer.'),
  high: people.describe('A quarter of those days had more.'),
  actual: people.describe('The average of what was observed of it up to now.'),
})
const bestHour = z.object({ hour: z.int().min(0).max(23), people: z.number().min(0) }).nullable()
const errorFields = {
  hours: z.int().min(0).describe('Hours in which the count, the forecast and the last week are known.'),
  error: people.describe('Mean of |forecast − average|, in people.'),
  last_week_error: people.describe('The same of saying what the same hour of the last known week had.'),
  inside_share: z.number().min(0).max(1).nullable().describe('Share of the hours inside the band.'),
}

/** The answer of `GET /api/spaces/{id}/forecast`. */
export const forecastAnswer = z.object({
  ...spaceFields,
  date: z.iso.date(),
  weekday: z.int().min(0).max(6).describe('0 = Sunday.'),
  weeks: z.int(),
  lead_weeks: z.int().min(1).describe('How many weeks before the date the latest day lies that is over.'),
  sentence: z.string().describe('The quietest and the busiest hour, in one plain sentence.'),
  quietest: bestHour,
  busiest: bestHour,
  now: z
    .object({
      at: instantText,
      people: z.int().min(0).nullable().describe('People there now; null while unknown.'),
      compared: z.enum(['busier', 'quieter', 'usual', 'unknown']).describe('With the band of this hour.'),
    })
    .nullable()
    .describe('Null unless the date is today.'),
  points: z.array(point).describe('One for each hour of the local day.'),
  back_test: z
    .object({
      ...errorFields,
      days: z.array(z.object({ date: z.iso.date(), ...errorFields })).describe('The latest first.'),
    })
    .describe('What it would have said for the same weekday of the last 8 weeks, as far ahead as it is now.'),
})
