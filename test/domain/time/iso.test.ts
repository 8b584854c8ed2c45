import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../../src/domain/time/interval.ts'
import {
  formatLocal,
  formatLocalDate,
  formatUtc,
  formatWallDate,
  formatWallTime,
} from '../../../src/domain/time/iso-format.ts'
import { parseCivilDate, parseMoment } from '../../../src/domain/time/iso-parse.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { at, instantsOn, luxonAt, zoneNames } from './luxon-oracle.ts'

describe('formatUtc', () => {
  test.each([
    ['2024-05-01T16:02:11Z', '2024-05-01T16:02:11Z'],
    ['2024-05-01T16:02:11.250Z', '2024-05-01T16:02:11.250Z'],
    ['1969-12-31T23:59:59.007Z', '1969-12-31T23:59:59.007Z'],
    ['0031-01-02T00:00:00Z', '0031-01-02T00:00:00Z'],
    ['+010000-01-01T00:00:00Z', '+010000-01-01T00:00:00Z'],
    ['-000001-12-31T00:00:00Z', '-000001-12-31T00:00:00Z'],
  ])('writes %s', (instant, text) => {
    expect(formatUtc(at(instant))).toBe(text)
  })
})

describe('formatLocal', () => {
  test.each([
    ['America/Los_Angeles', '2024-05-01T16:02:11Z', '2024-05-01T09:02:11-07:00'],
    ['America/Los_Angeles', '2024-05-01T16:02:11.050Z', '2024-05-01T09:02:11.050-07:00'],
    ['Asia/Kathmandu', '2024-05-01T20:00:00Z', '2024-05-02T01:45:00+05:45'],
    ['America/St_Johns', '2024-01-01T00:00:00Z', '2023-12-31T20:30:00-03:30'],
    ['UTC', '2024-05-01T16:02:11Z', '2024-05-01T16:02:11+00:00'],
    ['Africa/Monrovia', '1971-01-01T00:00:00Z', '1970-12-31T23:16:00-00:44'],
  ])('writes the clock of %s with its offset', (zone, instant, text) => {
    expect(formatLocal(at(instant), zoneOf(zone))).toBe(text)
    expect(at(text)).toBe(at(instant))
  })

  test('tells a repeated hour’s occurrences apart', () => {
    const zone = zoneOf('America/New_York')

    expect(formatLocal(at('2024-11-03T05:30Z'), zone)).toBe('2024-11-03T01:30:00-04:00')
    expect(formatLocal(at('2024-11-03T06:30Z'), zone)).toBe('2024-11-03T01:30:00-05:00')
  })

  test('agrees with luxon in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zoneNames), instantsOn(1), (name, instant) => {
        const expected = luxonAt(instant, name)

        expect(formatLocal(instant, zoneOf(name))).toBe(
          expected.toISO({ suppressMilliseconds: true })?.replace('Z', '+00:00'),
        )
        expect(formatLocalDate(instant, zoneOf(name))).toBe(expected.toISODate())
      }),
      { numRuns: 500 },
    )
  })
})

test('a wall clock is written as date and time by themselves', () => {
  expect(formatWallDate(at('2024-05-01T16:02:11Z'))).toBe('2024-05-01')
  expect(formatWallTime(at('2024-05-01T06:02:01Z'))).toBe('06:02:01')
  expect(formatWallTime(at('2024-05-01T06:02:01.030Z'))).toBe('06:02:01.030')
})

describe('parseCivilDate', () => {
  test('takes a date that exists', () => {
    expect(parseCivilDate('2024-02-29')).toBe(at('2024-02-29T00:00Z'))
    expect(parseCivilDate('0000-01-01')).toBe(at('0000-01-01T00:00:00Z'))
  })

  test.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-00-10',
    '2024-13-10',
    '2024-04-00',
    '2024-04-31',
    '2024-4-01',
    '24-04-01',
    '2024-04-01T00:00',
    ' 2024-04-01',
    '2024-04-01\n',
    '20240401',
    '+2024-04-01',
    '',
  ])('refuses %j', (text) => {
    expect(parseCivilDate(text)).toBeNull()
  })

  test('takes back what was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
        const wall = day * 24 * 60 * MINUTE_MS

        expect(parseCivilDate(formatWallDate(wall))).toBe(wall)
      }),
    )
  })
})

describe('parseMoment', () => {
  test.each([
    ['2024-05-01T09:02:11', '2024-05-01T09:02:11Z'],
    ['2024-05-01T09:02', '2024-05-01T09:02:00Z'],
    ['2024-05-01T23:59:59.999', '2024-05-01T23:59:59.999Z'],
    ['2024-05-01T09:02:11.5', '2024-05-01T09:02:11.500Z'],
    ['2024-05-01T09:02:11,25', '2024-05-01T09:02:11.250Z'],
    ['2024-05-01T09:02:11.123456', '2024-05-01T09:02:11.123Z'],
  ])('reads %s as a wall clock', (text, wall) => {
    expect(parseMoment(text)).toEqual({ kind: 'wall', at: at(wall) })
  })

  test.each([
    ['2024-05-01T09:02:11Z', '2024-05-01T09:02:11Z'],
    ['2024-05-01T09:02Z', '2024-05-01T09:02:00Z'],
    ['2024-05-01T09:02:11.25-07:00', '2024-05-01T16:02:11.250Z'],
    ['2024-05-01T09:02:11+05:45', '2024-05-01T03:17:11Z'],
    ['2024-05-01T09:02:11+0545', '2024-05-01T03:17:11Z'],
    ['2024-05-01T09:02:11-07', '2024-05-01T16:02:11Z'],
    ['2024-05-01T09:02:11+23:59', '2024-04-30T09:03:11Z'],
    ['2024-05-01T09:02:11-23:59', '2024-05-02T09:01:11Z'],
    ['2024-05-01T09:02:11-00:00', '2024-05-01T09:02:11Z'],
  ])('reads %s as an instant', (text, instant) => {
    expect(parseMoment(text)).toEqual({ kind: 'instant', at: at(instant) })
  })

  test.each([
    '2024-05-01',
    '2024-05-01T',
    '2024-05-01Z',
    '2024-05-01T09',
    '2024-05-01T09Z',
    '2024-05-01 09:02:11',
    '2024-05-01T24:00:00',
    '2024-05-01T23:60:00',
    '2024-06-30T23:59:60Z',
    '2024-02-30T09:00:00Z',
    '2024-05-01T09:02:11.',
    '2024-05-01T09:02:11+24:00',
    '2024-05-01T09:02:11+05:60',
    '2024-05-01T09:02:11+5:00',
    '2024-05-01T09:02:11Z ',
    '2024-05-01T09:02:11ZZ',
    '2024-05-01T09:02:11+05:00Z',
    '2024-05-01T09:02:11 +05:00',
    '2024-05-01T9:02:11',
    '20240501T090211Z',
    'T09:02:11',
    'yesterday',
    '',
  ])('refuses %j', (text) => {
    expect(parseMoment(text)).toBeNull()
  })

  test('takes back what was written, in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zoneNames), instantsOn(1), (name, instant) => {
        expect(parseMoment(formatLocal(instant, zoneOf(name)))).toEqual({ kind: 'instant', at: instant })
        expect(parseMoment(formatUtc(instant))).toEqual({ kind: 'instant', at: instant })
      }),
    )
  })

  test('reads a wall clock as luxon reads it in UTC', () => {
    fc.assert(
      fc.property(instantsOn(1_000), (wall) => {
        const text = DateTime.fromMillis(wall, { zone: 'utc' }).toFormat("yyyy-MM-dd'T'HH:mm:ss")

        expect(parseMoment(text)).toEqual({ kind: 'wall', at: wall })
      }),
    )
  })
})
