import { expect, test } from 'vitest'
import { resolutions } from '../../../src/domain/time/resolution.ts'
import { WeeklyHours } from '../../../src/domain/time/weekly-hours.ts'

test('weekly hours hold exactly the hours that were chosen', () => {
  const chosen = (weekday: number, hour: number) => (weekday === 0 ? hour === 23 : hour < weekday)
  const hours = new WeeklyHours(chosen)

  for (let weekday = 0; weekday < 7; weekday += 1) {
    for (let hour = 0; hour < 24; hour += 1) {
      expect(hours.includes(weekday, hour)).toBe(chosen(weekday, hour))
    }
  }
  expect(hours.always).toBe(false)
})

test('weekly hours are always only when all 168 hours are inside', () => {
  expect(new WeeklyHours(() => true).always).toBe(true)
  expect(new WeeklyHours((weekday, hour) => weekday !== 6 || hour !== 23).always).toBe(false)
})

test('resolutions name each width once', () => {
  expect(new Set(resolutions).size).toBe(13)
})
