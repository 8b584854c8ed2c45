import { describe, expect, test } from 'vitest'
import { hourSpans } from '../../../src/domain/time/hour-spans.ts'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { WeeklyHours } from '../../../src/domain/time/weekly-hours.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { cut, ends, lengthsIn, span, starts } from './bucket-cuts.ts'
import { at } from './luxon-oracle.ts'

const workingHours = new WeeklyHours(
  (weekday, hour) => weekday >= 1 && weekday <= 5 && hour >= 9 && hour < 18,
)
const nightHours = new WeeklyHours((_weekday, hour) => hour < 3)

describe('operating hours', () => {
  test('leave only the time inside them', () => {
    const buckets = cut('Europe/Tallinn', 'day', '2024-05-01T21:00Z', '2024-05-05T21:00Z', {
      hours: workingHours,
    })

    expect(buckets).toEqual([
      {
        start: at('2024-05-01T21:00Z'),
        end: at('2024-05-02T21:00Z'),
        pool: null,
        spans: [span('2024-05-02T06:00Z', '2024-05-02T15:00Z')],
        lengthMs: 9 * HOUR_MS,
      },
      {
        start: at('2024-05-02T21:00Z'),
        end: at('2024-05-03T21:00Z'),
        pool: null,
        spans: [span('2024-05-03T06:00Z', '2024-05-03T15:00Z')],
        lengthMs: 9 * HOUR_MS,
      },
    ])
  })

  test('keep the interval’s start as the key of a total that begins outside them', () => {
    const buckets = cut('UTC', 'total', '2024-05-04T00:00Z', '2024-05-07T00:00Z', { hours: workingHours })

    expect(buckets).toEqual([
      {
        start: at('2024-05-04T00:00Z'),
        end: at('2024-05-07T00:00Z'),
        pool: null,
        spans: [span('2024-05-06T09:00Z', '2024-05-06T18:00Z')],
        lengthMs: 9 * HOUR_MS,
      },
    ])
  })

  test('leave no bucket where there is no time inside', () => {
    const saturday = ['2024-05-04T00:00Z', '2024-05-05T00:00Z'] as const

    for (const resolution of ['total', 'hour', 'day', 'weekday', 'hour_of_day', 'hour_of_week'] as const) {
      expect(cut('UTC', resolution, ...saturday, { hours: workingHours })).toEqual([])
    }
  })

  test('hold both occurrences of a repeated hour, in one unbroken span', () => {
    const buckets = cut('America/New_York', 'day', '2024-11-03T04:00Z', '2024-11-04T05:00Z', {
      hours: nightHours,
    })

    expect(buckets[0]?.spans).toEqual([span('2024-11-03T04:00Z', '2024-11-03T08:00Z')])
    expect(lengthsIn(HOUR_MS, buckets)).toEqual([4])
  })

  test('get nothing from a skipped hour', () => {
    const buckets = cut('America/New_York', 'day', '2024-03-10T05:00Z', '2024-03-11T04:00Z', {
      hours: nightHours,
    })

    expect(lengthsIn(HOUR_MS, buckets)).toEqual([2])
  })

  test('that cut an hour bucket’s neighbours leave the rest whole', () => {
    const buckets = cut('UTC', 'hour', '2024-05-06T08:30Z', '2024-05-06T18:30Z', { hours: workingHours })

    expect(starts(buckets).at(0)).toBe('2024-05-06T09:00:00Z')
    expect(buckets).toHaveLength(9)
  })

  test('are asked of each instant, so a night kept by weekday ends at midnight', () => {
    const lateShift = new WeeklyHours(
      (weekday, hour) => weekday >= 1 && weekday <= 5 && (hour >= 22 || hour <= 5),
    )
    const interval = span('2024-05-05T00:00Z', '2024-05-12T00:00Z')

    const spans = hourSpans(zoneOf('UTC'), interval, lateShift)

    expect(spans[0]).toEqual(span('2024-05-06T00:00Z', '2024-05-06T06:00Z'))
    expect(spans[1]).toEqual(span('2024-05-06T22:00Z', '2024-05-07T06:00Z'))
    expect(spans.at(-1)).toEqual(span('2024-05-10T22:00Z', '2024-05-11T00:00Z'))
  })

  test('of the whole week are one span', () => {
    const interval = span('2024-10-25T00:12Z', '2024-10-29T00:34Z')

    expect(hourSpans(zoneOf('Europe/London'), interval, new WeeklyHours(() => true))).toEqual([interval])
  })
})

describe('pooled buckets', () => {
  test('take the interval’s start and go by weekday, Sunday first', () => {
    const buckets = cut('UTC', 'weekday', '2024-05-03T12:00Z', '2024-05-13T00:00Z')

    expect(buckets.map(({ pool }) => pool)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(new Set(starts(buckets))).toEqual(new Set(['2024-05-03T12:00:00Z']))
    expect(lengthsIn(HOUR_MS, buckets)).toEqual([48, 24, 24, 24, 24, 36, 48])
    expect(buckets[0]?.spans).toEqual([
      span('2024-05-05T00:00Z', '2024-05-06T00:00Z'),
      span('2024-05-12T00:00Z', '2024-05-13T00:00Z'),
    ])
  })

  test('pool a repeated hour with its first occurrence', () => {
    const buckets = cut('America/New_York', 'hour_of_day', '2024-11-03T04:00Z', '2024-11-04T05:00Z')

    expect(buckets.map(({ pool }) => pool)).toEqual(Array.from({ length: 24 }, (_, hour) => hour))
    expect(lengthsIn(HOUR_MS, buckets)).toEqual([1, 2, ...Array.from({ length: 22 }, () => 1)])
    expect(buckets[1]?.spans).toEqual([span('2024-11-03T05:00Z', '2024-11-03T07:00Z')])
  })

  test('give a weekday its real length when clocks change', () => {
    const spring = cut('America/New_York', 'weekday', '2024-03-09T05:00Z', '2024-03-12T04:00Z')
    const autumn = cut('America/New_York', 'weekday', '2024-11-02T04:00Z', '2024-11-05T05:00Z')

    expect(lengthsIn(HOUR_MS, spring)).toEqual([23, 24, 24])
    expect(lengthsIn(HOUR_MS, autumn)).toEqual([25, 24, 24])
  })

  test('have no row for a skipped hour', () => {
    const buckets = cut('America/New_York', 'hour_of_day', '2024-03-10T05:00Z', '2024-03-11T04:00Z')

    expect(buckets.map(({ pool }) => pool)).not.toContain(2)
    expect(buckets).toHaveLength(23)
  })

  test('leave out weekdays outside the hours', () => {
    const buckets = cut('UTC', 'weekday', '2024-05-01T00:00Z', '2024-05-08T00:00Z', { hours: workingHours })

    expect(buckets.map(({ pool }) => pool)).toEqual([1, 2, 3, 4, 5])
    expect(lengthsIn(HOUR_MS, buckets)).toEqual([9, 9, 9, 9, 9])
  })
})

describe('hours of the week', () => {
  /** The pools of a whole number of weeks with their lengths in minutes, those of an hour a week left out. */
  const unusual = (zone: string, start: string, end: string) =>
    Object.fromEntries(
      cut(zone, 'hour_of_week', start, end)
        .filter(({ lengthMs }) => lengthMs !== HOUR_MS)
        .map(({ pool, lengthMs }) => [pool, lengthMs / MINUTE_MS]),
    )

  test('begin with the first of Sunday, and are 168 in a week', () => {
    const buckets = cut('UTC', 'hour_of_week', '2024-05-01T00:30Z', '2024-05-15T00:30Z')

    expect(buckets.map(({ pool }) => pool)).toEqual(Array.from({ length: 168 }, (_, hour) => hour))
    expect(new Set(starts(buckets))).toEqual(new Set(['2024-05-01T00:30:00Z']))
    expect(new Set(ends(buckets))).toEqual(new Set(['2024-05-15T00:30:00Z']))
    expect(buckets[0]?.spans).toEqual([
      span('2024-05-05T00:00Z', '2024-05-05T01:00Z'),
      span('2024-05-12T00:00Z', '2024-05-12T01:00Z'),
    ])
    expect(buckets[72]?.spans).toEqual([
      span('2024-05-01T00:30Z', '2024-05-01T01:00Z'),
      span('2024-05-08T00:00Z', '2024-05-08T01:00Z'),
      span('2024-05-15T00:00Z', '2024-05-15T00:30Z'),
    ])
    expect(new Set(lengthsIn(HOUR_MS, buckets))).toEqual(new Set([2]))
  })

  test('pool a repeated hour with its first occurrence', () => {
    const buckets = cut('America/New_York', 'hour_of_week', '2024-11-03T04:00Z', '2024-11-10T05:00Z')

    expect(buckets).toHaveLength(168)
    expect(buckets[1]?.spans).toEqual([span('2024-11-03T05:00Z', '2024-11-03T07:00Z')])
    expect(unusual('America/New_York', '2024-11-03T04:00Z', '2024-11-10T05:00Z')).toEqual({ 1: 120 })
    expect(unusual('Europe/London', '2024-10-26T23:00Z', '2024-11-03T00:00Z')).toEqual({ 1: 120 })
  })

  test('have no row for a skipped hour', () => {
    const skipped = cut('America/New_York', 'hour_of_week', '2024-03-10T05:00Z', '2024-03-17T04:00Z')

    expect(skipped).toHaveLength(167)
    expect(skipped.map(({ pool }) => pool)).not.toContain(2)
    expect(unusual('Europe/London', '2024-03-31T00:00Z', '2024-04-06T23:00Z')).toEqual({})
  })

  test('lose or gain half an hour on Lord Howe', () => {
    const spring = unusual('Australia/Lord_Howe', '2024-10-05T13:30Z', '2024-10-12T13:00Z')
    const autumn = unusual('Australia/Lord_Howe', '2024-04-06T13:00Z', '2024-04-13T13:30Z')

    expect(spring).toEqual({ 2: 30 })
    expect(autumn).toEqual({ 1: 90 })
  })

  test('begin at a quarter past in UTC in Kathmandu', () => {
    const buckets = cut('Asia/Kathmandu', 'hour_of_week', '2024-05-04T18:15Z', '2024-05-04T20:30Z')

    expect(buckets.map(({ pool, spans }) => [pool, spans])).toEqual([
      [0, [span('2024-05-04T18:15Z', '2024-05-04T19:15Z')]],
      [1, [span('2024-05-04T19:15Z', '2024-05-04T20:15Z')]],
      [2, [span('2024-05-04T20:15Z', '2024-05-04T20:30Z')]],
    ])
  })

  test('are those inside the hours, and nothing of the future', () => {
    const buckets = cut('UTC', 'hour_of_week', '2024-05-01T00:00Z', '2024-05-08T00:00Z', {
      hours: workingHours,
      now: '2024-05-02T10:30Z',
    })

    expect(buckets.map(({ pool }) => pool)).toEqual([
      ...Array.from({ length: 9 }, (_, hour) => 3 * 24 + 9 + hour),
      4 * 24 + 9,
      4 * 24 + 10,
    ])
    expect(buckets.at(-1)?.lengthMs).toBe(HOUR_MS / 2)
  })
})
