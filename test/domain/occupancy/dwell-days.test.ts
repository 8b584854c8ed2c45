import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dwellDays, endOfFinishedDays } from '../../../src/domain/occupancy/dwell-days.ts'
import { startOfDay } from '../../../src/domain/time/civil.ts'
import { dailyInstants } from '../../../src/domain/time/daily-instants.ts'
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/interval.ts'
import { formatUtc } from '../../../src/domain/time/iso-format.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { instantIn, intervalIn, timeZones, window } from '../arbitraries.ts'
import { span } from '../time/bucket-cuts.ts'
import { at } from '../time/luxon-oracle.ts'

const newYork = zoneOf('America/New_York')
const FOUR = 4 * 60

describe('dwell days', () => {
  test('run from daily reset to daily reset and cover what is asked for', () => {
    const days = dwellDays(newYork, FOUR, span('2024-06-10T08:00Z', '2024-06-11T08:00:00.001Z'))

    expect(days).toEqual([
      span('2024-06-10T08:00Z', '2024-06-11T08:00Z'),
      span('2024-06-11T08:00Z', '2024-06-12T08:00Z'),
    ])
  })

  test('begin before what is asked for when it begins between resets', () => {
    expect(dwellDays(newYork, FOUR, span('2024-06-10T07:59Z', '2024-06-10T08:00Z'))).toEqual([
      span('2024-06-09T08:00Z', '2024-06-10T08:00Z'),
    ])
  })

  test('are an hour shorter or longer over a clock change', () => {
    const lengths = (start: string, end: string) =>
      dwellDays(newYork, 0, span(start, end)).map((day) => (day.end - day.start) / HOUR_MS)

    expect(lengths('2024-03-09T05:00Z', '2024-03-12T04:00Z')).toEqual([24, 23, 24])
    expect(lengths('2024-11-02T04:00Z', '2024-11-05T05:00Z')).toEqual([24, 25, 24])
  })

  test('skip the day that the calendar skipped', () => {
    const days = dwellDays(zoneOf('Pacific/Apia'), 0, span('2011-12-29T10:00Z', '2011-12-31T10:00Z'))

    expect(days).toEqual([
      span('2011-12-29T10:00Z', '2011-12-30T10:00Z'),
      span('2011-12-30T10:00Z', '2011-12-31T10:00Z'),
    ])
  })

  test('of nothing that begins with a reset are none', () => {
    expect(dwellDays(newYork, FOUR, span('2024-06-10T08:00Z', '2024-06-10T08:00Z'))).toEqual([])
  })

  test('touch each other, cover the interval, and all meet it', () => {
    fc.assert(
      fc.property(
        window.chain(intervalIn),
        fc.constantFrom(...timeZones),
        fc.integer({ min: 0, max: 1439 }),
        (interval, name, reset) => {
          const days = dwellDays(zoneOf(name), reset, interval)

          expect(days[0]?.start).toBeLessThanOrEqual(interval.start)
          expect(days.at(-1)?.end).toBeGreaterThanOrEqual(interval.end)
          expect(days.every(({ start, end }) => start < interval.end && end > interval.start)).toBe(true)
          expect(days.every(({ end }, index) => end === (days[index + 1]?.start ?? end))).toBe(true)
        },
      ),
    )
  })
})

describe('the end of finished days', () => {
  const end = (now: string) => formatUtc(endOfFinishedDays(newYork, FOUR, at(now)))

  test('is the last midnight, once the reset after it has come', () => {
    expect(end('2024-06-11T08:00Z')).toBe('2024-06-11T04:00:00Z')
    expect(end('2024-06-12T07:59:59.999Z')).toBe('2024-06-11T04:00:00Z')
    expect(end('2024-06-12T08:00Z')).toBe('2024-06-12T04:00:00Z')
  })

  test('is a midnight before which every day that began is over, and the last one', () => {
    fc.assert(
      fc.property(
        window.chain((during) => fc.tuple(fc.constant(during), instantIn(during))),
        fc.constantFrom(...timeZones),
        fc.integer({ min: 0, max: 1439 }),
        ([{ start }, now], name, reset) => {
          const zone = zoneOf(name)
          const resets = dailyInstants(zone, reset, { start: start - 3 * DAY_MS, end: start + 6 * DAY_MS })
          const isFinished = (midnight: number) =>
            resets.every((from, index) => from >= midnight || (resets[index + 1] ?? now) <= now)
          const finished = endOfFinishedDays(zone, reset, now)

          expect(zone.instantOf(startOfDay(zone.wallOf(finished)))).toBe(finished)
          expect(isFinished(finished)).toBe(true)
          expect(isFinished(zone.instantOf(startOfDay(zone.wallOf(finished + 36 * HOUR_MS))))).toBe(false)
        },
      ),
    )
  })
})
