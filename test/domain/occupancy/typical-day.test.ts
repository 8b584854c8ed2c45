import { describe, expect, test } from 'vitest'
import { emptyRollup, type Rollup } from '../../../src/domain/occupancy/rollup.ts'
import { type PastQuarter, typicalDay } from '../../../src/domain/occupancy/typical-day.ts'
import { SLOT_MS } from '../../../src/domain/time/interval.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { cut } from '../time/bucket-cuts.ts'
import { at } from '../time/luxon-oracle.ts'

const people = (count: number, observedMs = SLOT_MS): Rollup => ({
  ...emptyRollup,
  observedMs,
  personMs: count * observedMs,
})

/** What happened in the quarters of an hour of a zone between two instants. */
function past(
  zone: string,
  start: string,
  end: string,
  rollup: (index: number) => Rollup,
): readonly PastQuarter[] {
  return cut(zone, '15minute', start, end).map((bucket, index) => ({ bucket, rollup: rollup(index) }))
}

const hourOf = (zone: string, start: string, end: string) => cut(zone, '15minute', start, end)

describe('a quarter of an hour', () => {
  const asked = hourOf('UTC', '2024-05-21T09:00Z', '2024-05-21T09:30Z')

  test('is what the same quarters of other days averaged', () => {
    const days = [
      past('UTC', '2024-05-07T09:00Z', '2024-05-07T09:30Z', () => people(10)),
      past('UTC', '2024-05-14T09:00Z', '2024-05-14T09:30Z', (index) => people(2 + index)),
      past('UTC', '2024-04-30T09:00Z', '2024-04-30T09:15Z', () => people(4)),
    ]

    expect(typicalDay(zoneOf('UTC'), asked, days.flat())).toEqual([
      { start: at('2024-05-21T09:00Z'), days: 3, median: 4, p10: 2.4, p90: 8.8 },
      {
        start: at('2024-05-21T09:15Z'),
        days: 2,
        median: 6.5,
        p10: expect.closeTo(3.7, 12),
        p90: expect.closeTo(9.3, 12),
      },
    ])
  })

  test('that nobody observed leaves its day out, and with no day is unknown', () => {
    const seen = past('UTC', '2024-05-14T09:00Z', '2024-05-14T09:15Z', () => people(3, 1_000))
    const unseen = past('UTC', '2024-05-07T09:00Z', '2024-05-07T09:30Z', () => emptyRollup)

    expect(typicalDay(zoneOf('UTC'), asked, [...seen, ...unseen])).toEqual([
      { start: at('2024-05-21T09:00Z'), days: 1, median: 3, p10: 3, p90: 3 },
      { start: at('2024-05-21T09:15Z'), days: 0, median: null, p10: null, p90: null },
    ])
  })
})

describe('clock changes', () => {
  const zone = zoneOf('America/New_York')

  test('make one day of a quarter that is repeated, averaged over both times', () => {
    const repeated = past('America/New_York', '2024-11-03T05:00Z', '2024-11-03T07:00Z', (index) =>
      index < 4 ? people(2) : people(8, SLOT_MS / 2),
    )
    const asked = hourOf('America/New_York', '2024-11-10T06:00Z', '2024-11-10T06:15Z')

    expect(typicalDay(zone, asked, repeated)).toMatchObject([{ days: 1, median: 4 }])
  })

  test('give both times of a repeated quarter what is usual at its label', () => {
    const before = past('America/New_York', '2024-10-27T05:00Z', '2024-10-27T06:00Z', (index) =>
      people(index),
    )
    const asked = hourOf('America/New_York', '2024-11-03T05:00Z', '2024-11-03T07:00Z')

    expect(typicalDay(zone, asked, before).map(({ median }) => median)).toEqual([0, 1, 2, 3, 0, 1, 2, 3])
  })

  test('leave out a day that skipped the quarter', () => {
    const skipped = past('America/New_York', '2024-03-10T06:45Z', '2024-03-10T07:15Z', () => people(5))
    const asked = hourOf('America/New_York', '2024-03-17T05:45Z', '2024-03-17T07:15Z')

    expect(typicalDay(zone, asked, skipped).map(({ days }) => days)).toEqual([1, 0, 0, 0, 0, 1])
  })
})
