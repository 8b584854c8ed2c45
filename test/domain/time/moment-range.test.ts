import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import type { Moment } from '../../../src/domain/time/moment.ts'
import {
  askedLengthMs,
  inclusiveMinutes,
  isReversed,
  rangeLengthMs,
  resolveMoment,
  resolveRange,
  roundedUpMinutes,
} from '../../../src/domain/time/moment-range.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { at, instantsOn } from './luxon-oracle.ts'

const newYork = zoneOf('America/New_York')
const wall = (text: string): Moment => ({ kind: 'wall', at: at(`${text}Z`) })
const instant = (text: string): Moment => ({ kind: 'instant', at: at(text) })
const interval = (start: string, end: string) => ({ start: at(start), end: at(end) })

describe('ends that are rounded up to minutes', () => {
  test('make one day of 00:00:00 to 23:59:59, and leave whole minutes alone', () => {
    const day = roundedUpMinutes(wall('2024-05-01T00:00:00'), wall('2024-05-01T23:59:59'))
    const whole = roundedUpMinutes(instant('2024-05-01T09:30:00Z'), instant('2024-05-01T09:30:00.001Z'))

    expect(resolveRange(day, newYork)).toEqual(interval('2024-05-01T00:00-04:00', '2024-05-02T00:00-04:00'))
    expect(resolveRange(whole, newYork)).toEqual(interval('2024-05-01T09:30Z', '2024-05-01T09:31Z'))
  })

  test('adjoin without a gap where one range ends as the next begins', () => {
    const [begin, middle, end] = ['09:00:10', '09:30:20', '10:00:30'].map((time) =>
      wall(`2024-05-01T${time}`),
    )
    if (begin === undefined || middle === undefined || end === undefined) throw new Error('there are three')

    expect(roundedUpMinutes(begin, middle).end).toEqual(roundedUpMinutes(middle, end).start)
  })
})

test('the length that was asked for is that before anything is rounded', () => {
  expect(askedLengthMs(instant('2024-05-01T09:30:45Z'), instant('2024-05-01T09:31:02Z'), newYork)).toBe(
    17_000,
  )
})

describe('an inclusive end', () => {
  test('at 23:59:59 makes exactly one day', () => {
    const range = inclusiveMinutes(wall('2024-05-01T00:00:00'), wall('2024-05-01T23:59:59'))

    expect(resolveRange(range, newYork)).toEqual(interval('2024-05-01T00:00-04:00', '2024-05-02T00:00-04:00'))
    expect(rangeLengthMs(range, newYork)).toBe(DAY_MS)
  })

  test('takes the two minutes that 09:30:45 to 09:31:02 touch', () => {
    const range = inclusiveMinutes(instant('2024-05-01T09:30:45Z'), instant('2024-05-01T09:31:02.999Z'))

    expect(resolveRange(range, newYork)).toEqual(interval('2024-05-01T09:30Z', '2024-05-01T09:32Z'))
  })

  test('in the minute of the start makes one minute, the smallest range', () => {
    const range = inclusiveMinutes(wall('2024-05-01T09:30:59'), wall('2024-05-01T09:30:59'))

    expect(rangeLengthMs(range, newYork)).toBe(MINUTE_MS)
  })

  test('of T01:59:59 on the 25-hour day takes both 1 o’clock hours', () => {
    const range = inclusiveMinutes(wall('2024-11-03T01:00:00'), wall('2024-11-03T01:59:59'))

    expect(resolveRange(range, newYork)).toEqual(interval('2024-11-03T01:00-04:00', '2024-11-03T02:00-05:00'))
  })

  test('as an instant takes only the minute it names', () => {
    const range = inclusiveMinutes(instant('2024-11-03T01:00:00-04:00'), instant('2024-11-03T01:59:59-04:00'))

    expect(resolveRange(range, newYork)).toEqual(interval('2024-11-03T01:00-04:00', '2024-11-03T01:00-05:00'))
  })

  test('keeps each end’s own kind', () => {
    const range = inclusiveMinutes(wall('2024-05-01T09:00:30'), instant('2024-05-01T15:00:30Z'))

    expect(range).toEqual({ start: wall('2024-05-01T09:00:00'), end: instant('2024-05-01T15:01:00Z') })
    expect(resolveRange(range, newYork)).toEqual(interval('2024-05-01T13:00Z', '2024-05-01T15:01Z'))
  })
})

describe('a range', () => {
  test('that a clock change skips is empty', () => {
    const range = inclusiveMinutes(wall('2024-03-10T02:10:00'), wall('2024-03-10T02:20:00'))

    expect(resolveRange(range, newYork)).toEqual(interval('2024-03-10T07:00Z', '2024-03-10T07:00Z'))
    expect(rangeLengthMs(range, newYork)).toBe(11 * MINUTE_MS)
  })

  test('whose mixed ends are reversed in a zone is empty there', () => {
    const range = { start: wall('2024-05-01T12:00:00'), end: instant('2024-05-01T13:00:00Z') }

    expect(resolveRange(range, newYork)).toEqual(interval('2024-05-01T16:00Z', '2024-05-01T16:00Z'))
    expect(resolveRange(range, zoneOf('UTC'))).toEqual(interval('2024-05-01T12:00Z', '2024-05-01T13:00Z'))
  })

  test('of seven calendar days is seven days long through either clock change', () => {
    const spring = inclusiveMinutes(wall('2024-03-07T00:00:00'), wall('2024-03-13T23:59:59'))
    const autumn = inclusiveMinutes(wall('2024-10-31T00:00:00'), wall('2024-11-06T23:59:59'))

    expect(rangeLengthMs(spring, newYork)).toBe(7 * DAY_MS)
    expect(rangeLengthMs(autumn, newYork)).toBe(7 * DAY_MS)
  })

  test('with an instant in it is as long as the time that passes', () => {
    const start = wall('2024-10-31T00:00:00')
    const end = instant('2024-11-07T00:00:00-05:00')

    expect(rangeLengthMs({ start, end }, newYork)).toBe(7 * DAY_MS + HOUR_MS)
    expect(rangeLengthMs({ start: end, end: start }, newYork)).toBe(-7 * DAY_MS - HOUR_MS)
    expect(rangeLengthMs({ start: instant('2024-10-31T04:00Z'), end }, newYork)).toBe(7 * DAY_MS + HOUR_MS)
  })
})

describe('reversed ends', () => {
  test('are found before anything is cut to the minute', () => {
    expect(isReversed(wall('2024-05-01T09:00:02'), wall('2024-05-01T09:00:01'), newYork)).toBe(true)
    expect(isReversed(wall('2024-05-01T09:00:01'), wall('2024-05-01T09:00:01'), newYork)).toBe(false)
    expect(isReversed(instant('2024-05-01T09:00:02Z'), instant('2024-05-01T09:00:01Z'), newYork)).toBe(true)
  })

  test('are compared on the wall clock when both are read off it', () => {
    expect(isReversed(wall('2024-03-10T02:30:00'), wall('2024-03-10T02:20:00'), newYork)).toBe(true)
  })

  test('are compared in the zone when only one is read off a wall clock', () => {
    const start = wall('2024-05-01T12:00:00')
    const end = instant('2024-05-01T13:00:00Z')

    expect(isReversed(start, end, newYork)).toBe(true)
    expect(isReversed(start, end, zoneOf('UTC'))).toBe(false)
    expect(isReversed(end, start, newYork)).toBe(false)
  })
})

test('an instant is itself in every zone', () => {
  fc.assert(
    fc.property(instantsOn(1), (moment) => {
      expect(resolveMoment({ kind: 'instant', at: moment }, newYork)).toBe(moment)
    }),
  )
})
