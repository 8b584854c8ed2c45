import { z } from 'zod'
import type { WeeklyHours } from '../../domain/time/weekly-hours.ts'
import { weeklyHoursOf } from '../time-wire.ts'
import { wholeNumber } from '../whole-number.ts'

const everyDay = [0, 1, 2, 3, 4, 5, 6]
const daysMessage = { error: 'must be weekdays from 0 (Sunday) to 6 with commas between, such as 1,2,3,4,5' }

/** `days`, `start_hour` and `end_hour` in a query; to be refined with `isForward`. */
export const hoursQuery = {
  days: z
    .string(daysMessage)
    .regex(/^[0-6](,[0-6])*$/, daysMessage)
    .optional()
    .meta({ description: 'Weekdays that count, 0 = Sunday; all when left out.', example: '1,2,3,4,5' })
    .transform((text) => text?.split(',').map(Number) ?? everyDay),
  start_hour: wholeNumber(0, 23).default(0).describe('First hour that counts, local; 0 when left out.'),
  end_hour: wholeNumber(0, 24)
    .default(24)
    .describe('Hour at which counting ends, local; 24 when left out. Both 0 stand for the whole day.'),
}

/** The hours that a query names; `null` for the whole week. */
export function askedHours(asked: Parameters<typeof weeklyHoursOf>[0]): WeeklyHours | null {
  const hours = weeklyHoursOf(asked)
  return hours.always ? null : hours
}
