import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dailyInstants, lastDailyInstantAtOrBefore } from '../../../src/domain/time/daily-instants.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { formatUtc } from '../../../src/domain/time/iso-format.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { at, instantsOn, intervalsOn, luxonAt, zoneNames } from './luxon-oracle.ts'

function resets(zone: string, time: string, start: string, end: string): string[] {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return dailyInstants(zoneOf(zone), hour * 60 + minute, { start: at(start), end: at(end) }).map(formatUtc)
}

describe('a daily time', () => {
  test('comes once each local day', () => {
    expect(resets('America/New_York', '04:30', '2024-05-01T00:00Z', '2024-05-03T12:00Z')).toEqual([
      '2024-05-01T08:30:00Z',
      '2024-05-02T08:30:00Z',
      '2024-05-03T08:30:00Z',
    ])
  })

  test('is inside at the start of an interval and outside at its end', () => {
    expect(resets('UTC', '00:00', '2024-05-01T00:00Z', '2024-05-02T00:00Z')).toEqual(['2024-05-01T00:00:00Z'])
    expect(resets('UTC', '00:00', '2024-05-01T00:00Z', '2024-05-01T00:00Z')).toEqual([])
    expect(resets('UTC', '00:00', '2024-05-01T00:01Z', '2024-05-01T23:59Z')).toEqual([])
  })

  test('that a clock change repeats comes the first time only', () => {
    expect(resets('America/New_York', '01:30', '2024-11-03T04:00Z', '2024-11-04T05:00Z')).toEqual([
      '2024-11-03T05:30:00Z',
    ])
  })

  test('that a clock change skips comes at the change', () => {
    expect(resets('America/New_York', '02:30', '2024-03-10T05:00Z', '2024-03-11T04:00Z')).toEqual([
      '2024-03-10T07:00:00Z',
    ])
  })

  test('of midnight comes at the change on a day whose midnight is skipped', () => {
    expect(resets('America/Sao_Paulo', '00:00', '2018-11-03T12:00Z', '2018-11-05T12:00Z')).toEqual([
      '2018-11-04T03:00:00Z',
      '2018-11-05T02:00:00Z',
    ])
  })

  test('in the evening that clocks repeat comes once', () => {
    expect(resets('America/Sao_Paulo', '23:30', '2018-02-17T12:00Z', '2018-02-18T12:00Z')).toEqual([
      '2018-02-18T01:30:00Z',
    ])
  })

  test.each(['00:00', '03:00', '23:59'])('of %s does not come on a day that the calendar skips', (time) => {
    const days = resets('Pacific/Apia', time, '2011-12-29T10:00Z', '2012-01-01T10:00Z')

    expect(days).toHaveLength(3)
    expect(new Set(days).size).toBe(3)
  })

  test('was last at the very instant it comes, and the day before until then', () => {
    const london = zoneOf('Europe/London')
    const reset = at('2024-05-01T04:00+01:00')

    expect(lastDailyInstantAtOrBefore(london, 240, reset)).toBe(reset)
    expect(lastDailyInstantAtOrBefore(london, 240, reset - 1)).toBe(reset - DAY_MS)
  })

  test('was last two dates ago after a day that the calendar skipped', () => {
    const last = lastDailyInstantAtOrBefore(zoneOf('Pacific/Apia'), 180, at('2011-12-31T01:00+14:00'))

    expect(formatUtc(last)).toBe('2011-12-29T13:00:00Z')
  })

  test('skipped at the end of a day comes as the next day begins', () => {
    // Pyongyang put its clocks on from 23:30 to 00:00.
    const change = '2018-05-04T15:00:00Z'

    expect(resets('Asia/Pyongyang', '23:45', change, '2018-05-05T12:00Z')).toEqual([change])
    expect(resets('Asia/Pyongyang', '23:45', '2018-05-04T00:00Z', change)).toEqual([])
    const last = lastDailyInstantAtOrBefore(zoneOf('Asia/Pyongyang'), 1_425, at('2018-05-05T01:00Z'))
    expect(formatUtc(last)).toBe(change)
  })

  test('comes once when clocks fall back over midnight right after it', () => {
    // St. John's put its clocks back at 00:01, to 23:01 of the day before.
    expect(resets('America/St_Johns', '00:00', '2010-11-06T12:00Z', '2010-11-07T12:00Z')).toEqual([
      '2010-11-07T02:30:00Z',
    ])
    const last = lastDailyInstantAtOrBefore(zoneOf('America/St_Johns'), 0, at('2010-11-07T03:00Z'))
    expect(formatUtc(last)).toBe('2010-11-07T02:30:00Z')
  })
})

const label = fc.integer({ min: 0, max: 1_439 })

test('every daily instant is the first of its local day that luxon’s clock shows at or past the label', () => {
  const zoned = fc.constantFrom(...zoneNames)
  fc.assert(
    fc.property(zoned, label, intervalsOn(MINUTE_MS, 3 * DAY_MS), (name, minutes, interval) => {
      const expected: number[] = []
      let previous = minutePast(interval.start - 3 * HOUR_MS - MINUTE_MS, name, minutes)
      let lastDay = ''
      for (let minute = interval.start - 3 * HOUR_MS; minute < interval.end; minute += MINUTE_MS) {
        const now = minutePast(minute, name, minutes)
        if (now.past && now.day !== lastDay) {
          if ((!previous.past || previous.day !== now.day) && minute >= interval.start) expected.push(minute)
          lastDay = now.day
        }
        previous = now
      }

      expect(dailyInstants(zoneOf(name), minutes, interval)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

function minutePast(minute: number, name: string, minutes: number): { day: string; past: boolean } {
  const local = luxonAt(minute, name)
  return { day: `${local.toISODate()}`, past: local.hour * 60 + local.minute >= minutes }
}

test('the last daily instant is the last of the three days before', () => {
  const zoned = fc.constantFrom(...zoneNames, 'Pacific/Apia', 'America/St_Johns', 'Asia/Pyongyang')
  const moments = fc.oneof(
    instantsOn(1),
    fc.integer({ min: at('2010-11-01T00:00Z'), max: at('2012-01-10T00:00Z') }),
  )
  fc.assert(
    fc.property(zoned, label, moments, (name, minutes, moment) => {
      const zone = zoneOf(name)
      const before = dailyInstants(zone, minutes, { start: moment - 3 * DAY_MS, end: moment + 1 })

      expect(lastDailyInstantAtOrBefore(zone, minutes, moment)).toBe(before.at(-1))
    }),
    { numRuns: 1_000 },
  )
})
