import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  calendarDay,
  dateOf,
  lastWeekday,
  nthWeekday,
  weekdayOf,
} from '../../src/simulator/behaviour/calendar.ts'
import { isHoliday } from '../../src/simulator/behaviour/holidays.ts'
import { seasonOf } from '../../src/simulator/behaviour/season.ts'

function day(text: string): number {
  return Date.parse(`${text}T00:00Z`) / 86_400_000
}

describe('the calendar', () => {
  test('agrees with luxon on any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (value) => {
        const date = DateTime.fromMillis(value * 86_400_000, { zone: 'utc' })

        expect(dateOf(value)).toEqual({ year: date.year, month: date.month, day: date.day })
        expect(calendarDay(date.year, date.month, date.day)).toBe(value)
        expect(weekdayOf(value)).toBe(date.weekday % 7)
      }),
    )
  })

  test('finds the first, fourth and last of a weekday', () => {
    expect(nthWeekday(2026, 9, 1, 1)).toBe(day('2026-09-07'))
    expect(nthWeekday(2026, 11, 4, 4)).toBe(day('2026-11-26'))
    expect(lastWeekday(2026, 5, 1)).toBe(day('2026-05-25'))
  })
})

describe('holidays', () => {
  test.each([
    ['2026-01-01', 'New Year'],
    ['2026-01-19', 'the third Monday of January'],
    ['2026-05-25', 'the last Monday of May'],
    ['2026-07-03', 'the Friday before a Saturday the Fourth'],
    ['2026-11-26', 'the fourth Thursday of November'],
    ['2026-11-27', 'the day after it'],
    ['2026-12-25', 'Christmas'],
    ['2021-12-31', 'the Friday before a New Year on a Saturday'],
  ])('in New York include %s, %s', (date) => {
    expect(isHoliday('America/New_York', day(date))).toBe(true)
  })

  test('follow the zone', () => {
    expect(isHoliday('Europe/London', day('2026-07-04'))).toBe(false)
    expect(isHoliday('Europe/London', day('2026-08-31'))).toBe(true)
    expect(isHoliday('Europe/Berlin', day('2026-05-01'))).toBe(true)
    expect(isHoliday('America/New_York', day('2026-05-01'))).toBe(false)
  })

  test('are few', () => {
    const year = Array.from({ length: 365 }, (_, index) => day('2026-01-01') + index)

    expect(year.filter((value) => isHoliday('America/New_York', value)).length).toBeLessThan(15)
  })
})

test('the year runs from break to term to summer to term to break', () => {
  const year = Array.from({ length: 365 }, (_, index) => seasonOf(day('2026-01-01') + index))
  const parts = year.filter((season, index) => season !== year[index - 1])

  expect(parts).toEqual(['break', 'term', 'break', 'term', 'summer', 'term', 'break'])
  expect(seasonOf(day('2026-10-14'))).toBe('term')
  expect(seasonOf(day('2026-07-14'))).toBe('summer')
})
