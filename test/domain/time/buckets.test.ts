import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { cut, ends, lengthsIn, span, starts } from './bucket-cuts.ts'
import { at } from './luxon-oracle.ts'

describe('days', () => {
  test('run from local midnight to local midnight', () => {
    const buckets = cut('America/New_York', 'day', '2024-05-01T04:00Z', '2024-05-03T04:00Z')

    expect(buckets).toEqual([
      {
        start: at('2024-05-01T04:00Z'),
        end: at('2024-05-02T04:00Z'),
        pool: null,
        spans: [span('2024-05-01T04:00Z', '2024-05-02T04:00Z')],
        lengthMs: 24 * HOUR_MS,
      },
      {
        start: at('2024-05-02T04:00Z'),
        end: at('2024-05-03T04:00Z'),
        pool: null,
        spans: [span('2024-05-02T04:00Z', '2024-05-03T04:00Z')],
        lengthMs: 24 * HOUR_MS,
      },
    ])
  })

  test('have their real length when clocks change', () => {
    const spring = cut('America/New_York', 'day', '2024-03-09T05:00Z', '2024-03-12T04:00Z')
    const autumn = cut('America/New_York', 'day', '2024-11-02T04:00Z', '2024-11-05T05:00Z')

    expect(lengthsIn(HOUR_MS, spring)).toEqual([24, 23, 24])
    expect(lengthsIn(HOUR_MS, autumn)).toEqual([24, 25, 24])
  })

  test('begin at the change when their midnight is skipped', () => {
    const buckets = cut('America/Sao_Paulo', 'day', '2018-11-03T03:00Z', '2018-11-06T02:00Z')

    expect(starts(buckets)).toEqual(['2018-11-03T03:00:00Z', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z'])
    expect(lengthsIn(HOUR_MS, buckets)).toEqual([24, 23, 24])
  })

  test('that the calendar skips have no row', () => {
    const buckets = cut('Pacific/Apia', 'day', '2011-12-29T10:00Z', '2012-01-01T10:00Z')

    expect(starts(buckets)).toEqual(['2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z'])
  })

  test('that have begun do not begin again when clocks fall back over midnight', () => {
    const buckets = cut('America/St_Johns', 'day', '2010-11-07T02:45Z', '2010-11-08T05:00Z')

    expect(starts(buckets)).toEqual(['2010-11-07T02:45:00Z', '2010-11-08T03:30:00Z'])
  })
})

describe('weeks, months and years', () => {
  test('begin on Monday, on the first and on the first of January, all local', () => {
    const start = '2023-12-27T15:00Z'
    const end = '2024-02-06T15:00Z'

    expect(starts(cut('Asia/Tokyo', 'week', start, end))).toEqual([
      '2023-12-27T15:00:00Z',
      '2023-12-31T15:00:00Z',
      '2024-01-07T15:00:00Z',
      '2024-01-14T15:00:00Z',
      '2024-01-21T15:00:00Z',
      '2024-01-28T15:00:00Z',
      '2024-02-04T15:00:00Z',
    ])
    expect(starts(cut('Asia/Tokyo', 'month', start, end))).toEqual([
      '2023-12-27T15:00:00Z',
      '2023-12-31T15:00:00Z',
      '2024-01-31T15:00:00Z',
    ])
    expect(starts(cut('Asia/Tokyo', 'year', start, end))).toEqual([
      '2023-12-27T15:00:00Z',
      '2023-12-31T15:00:00Z',
    ])
  })
})

describe('an hour or less', () => {
  test('that clocks repeat is two rows', () => {
    const buckets = cut('America/New_York', 'hour', '2024-11-03T04:00Z', '2024-11-03T08:00Z')

    expect(starts(buckets)).toEqual([
      '2024-11-03T04:00:00Z',
      '2024-11-03T05:00:00Z',
      '2024-11-03T06:00:00Z',
      '2024-11-03T07:00:00Z',
    ])
    expect(lengthsIn(MINUTE_MS, buckets)).toEqual([60, 60, 60, 60])
  })

  test('that clocks skip has no row', () => {
    const buckets = cut('America/New_York', 'hour', '2024-03-10T06:00Z', '2024-03-10T08:00Z')

    expect(starts(buckets)).toEqual(['2024-03-10T06:00:00Z', '2024-03-10T07:00:00Z'])
  })

  test('gives a half hour when Lord Howe changes its clocks', () => {
    const autumn = cut('Australia/Lord_Howe', 'hour', '2024-04-06T14:00Z', '2024-04-06T16:30Z')
    const spring = cut('Australia/Lord_Howe', 'hour', '2024-10-05T14:30Z', '2024-10-05T17:00Z')

    expect(starts(autumn)).toEqual(['2024-04-06T14:00:00Z', '2024-04-06T15:00:00Z', '2024-04-06T15:30:00Z'])
    expect(lengthsIn(MINUTE_MS, autumn)).toEqual([60, 30, 60])
    expect(starts(spring)).toEqual(['2024-10-05T14:30:00Z', '2024-10-05T15:30:00Z', '2024-10-05T16:00:00Z'])
    expect(lengthsIn(MINUTE_MS, spring)).toEqual([60, 30, 60])
  })

  test('ends at a clock change inside it, as at 02:45 on Chatham', () => {
    const buckets = cut('Pacific/Chatham', 'hour', '2024-09-28T13:15Z', '2024-09-28T15:15Z')

    expect(starts(buckets)).toEqual(['2024-09-28T13:15:00Z', '2024-09-28T14:00:00Z', '2024-09-28T14:15:00Z'])
    expect(lengthsIn(MINUTE_MS, buckets)).toEqual([45, 15, 60])
  })

  test('is cut at local tens of minutes, which end in 5 in Kathmandu', () => {
    const buckets = cut('Asia/Kathmandu', '10minute', '2024-05-01T00:00Z', '2024-05-01T00:30Z')

    expect(starts(buckets)).toEqual([
      '2024-05-01T00:00:00Z',
      '2024-05-01T00:05:00Z',
      '2024-05-01T00:15:00Z',
      '2024-05-01T00:25:00Z',
    ])
    expect(lengthsIn(MINUTE_MS, buckets)).toEqual([5, 10, 10, 5])
  })

  test.each([
    ['minute', 1],
    ['5minute', 5],
    ['10minute', 10],
    ['15minute', 15],
    ['hour', 60],
  ] as const)('of resolution %s is %i minutes long', (resolution, minutes) => {
    const buckets = cut('Europe/London', resolution, '2024-05-01T00:00Z', '2024-05-02T00:00Z')

    expect(buckets).toHaveLength(1_440 / minutes)
    expect(new Set(lengthsIn(MINUTE_MS, buckets))).toEqual(new Set([minutes]))
  })
})

describe('clipping', () => {
  test('to the interval shortens the first and last bucket and moves the first key', () => {
    const buckets = cut('UTC', 'hour', '2024-05-01T09:20Z', '2024-05-01T11:10Z')

    expect(starts(buckets)).toEqual(['2024-05-01T09:20:00Z', '2024-05-01T10:00:00Z', '2024-05-01T11:00:00Z'])
    expect(ends(buckets)).toEqual(['2024-05-01T10:00:00Z', '2024-05-01T11:00:00Z', '2024-05-01T11:10:00Z'])
    expect(lengthsIn(MINUTE_MS, buckets)).toEqual([40, 60, 10])
  })

  test('at now shortens the running bucket and leaves later ones out', () => {
    const buckets = cut('UTC', 'hour', '2024-05-01T09:00Z', '2024-05-01T12:00Z', {
      now: '2024-05-01T10:15:30Z',
    })

    expect(starts(buckets)).toEqual(['2024-05-01T09:00:00Z', '2024-05-01T10:00:00Z'])
    expect(ends(buckets)).toEqual(['2024-05-01T10:00:00Z', '2024-05-01T10:15:30Z'])
    expect(lengthsIn(MINUTE_MS, buckets)).toEqual([60, 15.5])
  })

  test('leaves out a bucket that begins now', () => {
    const buckets = cut('UTC', 'hour', '2024-05-01T09:00Z', '2024-05-01T12:00Z', { now: '2024-05-01T10:00Z' })

    expect(starts(buckets)).toEqual(['2024-05-01T09:00:00Z'])
  })

  test.each(['total', 'day', 'weekday'] as const)(
    'leaves no %s of an interval in the future',
    (resolution) => {
      const now = '2024-05-01T00:00Z'

      expect(cut('UTC', resolution, '2024-05-01T00:00Z', '2024-05-02T00:00Z', { now })).toEqual([])
      expect(cut('UTC', resolution, '2024-05-09T00:00Z', '2024-05-10T00:00Z', { now })).toEqual([])
    },
  )

  test('of an empty interval leaves nothing', () => {
    expect(cut('UTC', 'total', '2024-05-01T00:00Z', '2024-05-01T00:00Z')).toEqual([])
  })
})
