import { describe, expect, test } from 'vitest'
import { isOpenAt, nextOpening, openHours } from '../../../src/domain/feed/opening.ts'

/** Tuesday 2024-05-14, as a wall clock. */
const wall = (text: string) => Date.parse(`2024-05-${text}Z`)
const weekdays = { days: '23456', openMinutes: 8 * 60, closeMinutes: 22 * 60 }
const saturday = { days: '7', openMinutes: 20 * 60, closeMinutes: 2 * 60 }
const sundayAllDay = { days: '1', openMinutes: 0, closeMinutes: 1_440 }

describe('a site with opening hours', () => {
  test.each([
    ['14T07:59:59', false],
    ['14T08:00', true],
    ['14T21:59:59', true],
    ['14T22:00', false],
    ['18T01:00', false],
    ['18T20:00', true],
    ['19T01:59', true],
    ['19T02:00', false],
  ])('at %s is open: %s', (text, open) => {
    expect(isOpenAt([weekdays, saturday], wall(text))).toBe(open)
  })

  test('has the hours of a day during which it is open, if only for a part of them', () => {
    const half = { days: '3', openMinutes: 7 * 60 + 30, closeMinutes: 9 * 60 + 15 }
    const night = { days: '2', openMinutes: 23 * 60, closeMinutes: 60 }

    expect(openHours([half, night], wall('14T00:00'))).toEqual([0, 7, 8, 9])
    expect(openHours([half, night], wall('13T00:00'))).toEqual([23])
    expect(openHours([], wall('14T00:00'))).toHaveLength(24)
  })

  test('may be open from midnight to midnight', () => {
    expect(isOpenAt([sundayAllDay], wall('19T00:00'))).toBe(true)
    expect(isOpenAt([sundayAllDay], wall('19T23:59'))).toBe(true)
    expect(isOpenAt([sundayAllDay], wall('20T00:00'))).toBe(false)
  })

  test.each([
    ['14T07:59', '14T08:00'],
    ['14T22:00', '15T08:00'],
    ['17T22:00', '18T20:00'],
    ['19T02:00', '20T08:00'],
  ])('that is closed at %s opens next at %s', (now, next) => {
    expect(nextOpening([weekdays, saturday], wall(now))).toBe(wall(next))
  })

  test('that opens once a week opens again a week later', () => {
    expect(nextOpening([saturday], wall('18T20:00'))).toBe(wall('25T20:00'))
  })
})

test('a site without opening hours is always open', () => {
  expect(isOpenAt([], wall('14T03:00'))).toBe(true)
  expect(nextOpening([], wall('14T03:00'))).toBeNull()
})
