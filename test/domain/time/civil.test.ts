import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import {
  addCivilDays,
  addCivilMonths,
  civilDateOf,
  daysInMonth,
  hourOf,
  startOfDay,
  startOfHour,
  startOfMonth,
  startOfWeek,
  startOfYear,
  wallOfDate,
  weekdayOf,
} from '../../../src/domain/time/civil.ts'
import { at } from './luxon-oracle.ts'

const walls = fc.integer({ min: at('-000400-01-01T00:00:00Z'), max: at('9999-12-31T23:59:59Z') })
const utc = (wall: number) => DateTime.fromMillis(wall, { zone: 'utc' })

test('dates, hours and weekdays are those of luxon in UTC', () => {
  fc.assert(
    fc.property(walls, (wall) => {
      const expected = utc(wall)

      expect(civilDateOf(wall)).toEqual({ year: expected.year, month: expected.month, day: expected.day })
      expect(hourOf(wall)).toBe(expected.hour)
      expect(weekdayOf(wall)).toBe(expected.weekday % 7)
    }),
    { numRuns: 1_000 },
  )
})

test('starts of hours, days, weeks, months and years are those of luxon in UTC', () => {
  fc.assert(
    fc.property(walls, (wall) => {
      const expected = utc(wall)

      expect(startOfHour(wall)).toBe(expected.startOf('hour').toMillis())
      expect(startOfDay(wall)).toBe(expected.startOf('day').toMillis())
      expect(startOfWeek(wall)).toBe(expected.startOf('week').toMillis())
      expect(startOfMonth(wall)).toBe(expected.startOf('month').toMillis())
      expect(startOfYear(wall)).toBe(expected.startOf('year').toMillis())
    }),
    { numRuns: 1_000 },
  )
})

test('adding days and months agrees with luxon in UTC, in both directions', () => {
  fc.assert(
    fc.property(walls, fc.integer({ min: -5_000, max: 5_000 }), (wall, count) => {
      expect(addCivilDays(wall, count)).toBe(utc(wall).plus({ days: count }).toMillis())
      expect(addCivilMonths(wall, count)).toBe(utc(wall).plus({ months: count }).toMillis())
    }),
    { numRuns: 1_000 },
  )
})

test('a date and its first moment lead to each other on every day of 400 years', () => {
  let wall = at('1800-01-01T00:00:00Z')
  for (let day = 0; day < 146_097; day += 1) {
    const date = civilDateOf(wall)
    if (wallOfDate(date.year, date.month, date.day) !== wall)
      expect.fail(`${JSON.stringify(date)} is not itself`)
    wall = addCivilDays(wall, 1)
  }

  expect(wall).toBe(at('2200-01-01T00:00:00Z'))
})

test.each([
  [2024, 2, 29],
  [2023, 2, 28],
  [1900, 2, 28],
  [2000, 2, 29],
  [2024, 4, 30],
  [2024, 12, 31],
])('%i-%i has %i days', (year, month, days) => {
  expect(daysInMonth(year, month)).toBe(days)
})
