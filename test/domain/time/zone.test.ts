import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DomainError } from '../../../src/domain/errors.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { isTimeZone, zoneOf } from '../../../src/domain/time/zone.ts'
import { at, instantsOn, luxonAt, zoneNames } from './luxon-oracle.ts'

/** A wall-clock label as WallMs. */
const wall = (text: string) => at(`${text}Z`)

describe('zoneOf', () => {
  test('gives the same zone each time', () => {
    expect(zoneOf('Europe/London')).toBe(zoneOf('Europe/London'))
    expect(zoneOf('Europe/London').name).toBe('Europe/London')
  })

  test.each(['Mars/Olympus', '', '+05:30', 'utc', 'america/new_york', 'Europe/London ', '2024-01-01[UTC]'])(
    'refuses %j as invalid and names it',
    (name) => {
      const asked = () => zoneOf(name)

      expect(asked).toThrow(DomainError)
      expect(asked).toThrow(expect.objectContaining({ kind: 'invalid', code: 'unknown_time_zone' }))
      expect(asked).toThrow(`"${name}"`)
      expect(isTimeZone(name)).toBe(false)
    },
  )

  test.each(['UTC', 'Etc/UTC', 'Europe/Kiev', 'Europe/Kyiv', 'US/Eastern', 'Etc/GMT+5', 'Africa/Abidjan'])(
    'knows %s before and after it was asked for',
    (name) => {
      expect(isTimeZone(name)).toBe(true)
      expect(zoneOf(name).name).toBe(name)
      expect(isTimeZone(name)).toBe(true)
    },
  )
})

describe('offsets', () => {
  test('are those of luxon at any instant in any order', () => {
    const question = fc.record({ name: fc.constantFrom(...zoneNames), instant: instantsOn(1) })
    fc.assert(
      fc.property(question, ({ name, instant }) => {
        const zone = zoneOf(name)

        expect(zone.offsetMsAt(instant)).toBe(luxonAt(instant, name).offset * MINUTE_MS)
        expect(zone.wallOf(instant)).toBe(instant + zone.offsetMsAt(instant))
      }),
      { numRuns: 2_000 },
    )
  })

  test('change at the very instant of a clock change', () => {
    const zone = zoneOf('America/New_York')
    const change = at('2027-03-14T07:00Z')

    expect(zone.offsetMsAt(change)).toBe(-4 * HOUR_MS)
    expect(zone.offsetMsAt(change - 1)).toBe(-5 * HOUR_MS)
    expect(zone.offsetSpanAt(change)).toEqual({
      from: change,
      until: at('2027-11-07T06:00Z'),
      offsetMs: -4 * HOUR_MS,
    })
  })

  test('are read once for each span, whatever the order of questions', () => {
    const zone = zoneOf('Europe/Helsinki')
    const months = [7, 1, 30, 19, 13, 25, 2, 8, 31, 14].map(
      (month) => at('2021-01-15T00:00Z') + month * 30 * DAY_MS,
    )
    const spans = months.map((month) => zone.offsetSpanAt(month))

    expect(
      months.map((month) => zone.offsetSpanAt(month)).every((span, index) => span === spans[index]),
    ).toBe(true)
    for (const span of spans) {
      expect(zone.offsetSpanAt(span.from)).toBe(span)
      expect(zone.offsetSpanAt(span.until - 1)).toBe(span)
    }
  })

  test('of a zone without clock changes span all time', () => {
    expect(zoneOf('UTC').offsetSpanAt(at('2024-01-01T00:00Z'))).toEqual({
      from: -Infinity,
      until: Infinity,
      offsetMs: 0,
    })
  })

  test('are known for years that nobody will live to see', () => {
    expect(zoneOf('America/New_York').offsetMsAt(at('9999-07-01T00:00Z'))).toBe(-4 * HOUR_MS)
    expect(zoneOf('America/New_York').offsetMsAt(at('0001-07-01T00:00Z'))).toBe(-17_762_000)
  })
})

describe('instantOf', () => {
  test.each([
    ['an ordinary label', 'America/New_York', '2024-05-01T09:00', '2024-05-01T13:00Z'],
    ['a skipped label means the change', 'America/New_York', '2024-03-10T02:30', '2024-03-10T07:00Z'],
    ['the first skipped label means the change', 'America/New_York', '2024-03-10T02:00', '2024-03-10T07:00Z'],
    [
      'the label after the skipped ones is the change',
      'America/New_York',
      '2024-03-10T03:00',
      '2024-03-10T07:00Z',
    ],
    ['a repeated label means the first', 'America/New_York', '2024-11-03T01:30', '2024-11-03T05:30Z'],
    [
      'the label after the repeated ones comes once',
      'America/New_York',
      '2024-11-03T02:00',
      '2024-11-03T07:00Z',
    ],
    ['half an hour repeated', 'Australia/Lord_Howe', '2024-04-07T01:45', '2024-04-06T14:45Z'],
    ['half an hour skipped', 'Australia/Lord_Howe', '2024-10-06T02:15', '2024-10-05T15:30Z'],
    ['a change at 02:45', 'Pacific/Chatham', '2024-09-29T03:00', '2024-09-28T14:00Z'],
    ['a skipped midnight', 'America/Sao_Paulo', '2018-11-04T00:00', '2018-11-04T03:00Z'],
    ['a midnight after a repeated hour', 'America/Sao_Paulo', '2018-02-18T00:00', '2018-02-18T03:00Z'],
    ['a skipped day, its start', 'Pacific/Apia', '2011-12-30T00:00', '2011-12-30T10:00Z'],
    ['a skipped day, its evening', 'Pacific/Apia', '2011-12-30T20:00', '2011-12-30T10:00Z'],
    ['the day after a skipped day', 'Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00Z'],
    ['the day before a skipped day', 'Pacific/Apia', '2011-12-29T23:59', '2011-12-30T09:59Z'],
  ])('%s', (_what, name, label, instant) => {
    expect(zoneOf(name).instantOf(wall(label))).toBe(at(instant))
  })

  test('is the first instant whose wall clock is at or past the label, asking luxon every minute', () => {
    const question = fc.record({ name: fc.constantFrom(...zoneNames), label: instantsOn(MINUTE_MS) })
    fc.assert(
      fc.property(question, ({ name, label }) => {
        let first = label - DAY_MS / 2 - 2 * HOUR_MS
        while (first + luxonAt(first, name).offset * MINUTE_MS < label) first += MINUTE_MS

        expect(zoneOf(name).instantOf(label)).toBe(first)
      }),
      { numRuns: 100 },
    )
  })

  test('never goes back when the label goes on', () => {
    const labels = fc.tuple(instantsOn(MINUTE_MS), fc.integer({ min: 0, max: 3 * DAY_MS }))
    fc.assert(
      fc.property(fc.constantFrom(...zoneNames), labels, (name, [label, later]) => {
        const zone = zoneOf(name)

        expect(zone.instantOf(label + later)).toBeGreaterThanOrEqual(zone.instantOf(label))
      }),
    )
  })
})
