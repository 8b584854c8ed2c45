import { describe, expect, it } from 'vitest'
import { dailyValues } from '../../../web/src/pages/space/daily-chart.ts'
import { barsOf, distributionTable } from '../../../web/src/pages/space/distribution-chart.ts'
import { metricsTable } from '../../../web/src/pages/space/history-chart.ts'
import { incompleteRuns } from '../../../web/src/pages/space/incomplete-runs.ts'
import { measureOf } from '../../../web/src/pages/space/measure.ts'
import { missingShare } from '../../../web/src/pages/space/missing-columns.ts'
import { hoursBoxes, weekCells } from '../../../web/src/pages/space/week-chart.ts'
import { stretchesOf, yearCells, yearOption } from '../../../web/src/pages/space/year-chart.ts'
import { metricsRow, unseenRow } from './metrics-row.ts'
import { palette } from './palette.ts'

const MINUTE_MS = 60_000

describe('the distribution of counts', () => {
  const distribution = {
    space_id: 'spc_a',
    time_zone: 'UTC',
    length_ms: 20 * MINUTE_MS,
    observed_ms: 10 * MINUTE_MS,
    counts: [
      { count: 0, duration_ms: 5 * MINUTE_MS },
      { count: 2, duration_ms: 4 * MINUTE_MS },
      { count: 3, duration_ms: MINUTE_MS },
    ],
  }

  it('has a bar for each count up to the highest, shares of the observed time', () => {
    expect(barsOf(distribution, 2).map(({ from, share }) => [from, share])).toEqual([
      [0, 0.5],
      [1, 0],
      [2, 0.4],
      [3, 0.1],
    ])
  })

  it('sums up to all of the observed time', () => {
    expect(barsOf(distribution, null).at(-1)?.cumulative).toBe(1)
  })

  it('draws many counts together, but never across the capacity', () => {
    const counts = Array.from({ length: 300 }, (_, count) => ({ count, duration_ms: MINUTE_MS }))
    const bars = barsOf({ ...distribution, observed_ms: 300 * MINUTE_MS, counts }, 121)
    expect(bars.length).toBeLessThanOrEqual(61)
    expect(bars.some(({ from, to }) => from <= 121 && to > 121)).toBe(false)
    expect(bars.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBe(300 * MINUTE_MS)
  })

  it('keeps every count apart in its table', () => {
    expect(distributionTable(distribution).rows).toEqual([
      [0, 0.0833, 0.5, 0.5, 300_000],
      [2, 0.0667, 0.4, 0.9, 240_000],
      [3, 0.0167, 0.1, 1, 60_000],
    ])
  })
})

describe('what was not seen', () => {
  it('is all of a bucket without observation, else what the up time lacks', () => {
    expect(missingShare(unseenRow({ up_time: 0.4 }))).toBe(1)
    expect(missingShare(metricsRow({ up_time: 0.75 }))).toBe(0.25)
    expect(missingShare(metricsRow())).toBe(0)
  })

  it('has no value in any measure, not even a time used of nothing', () => {
    expect(measureOf(unseenRow(), 'used')).toBeNull()
    expect(measureOf(unseenRow(), 'average')).toBeNull()
    expect(measureOf(metricsRow(), 'used')).toBe(0)
  })

  it('is empty in the table', () => {
    const { rows } = metricsTable({ time_zone: 'UTC', capacity: null, rows: [unseenRow()] })
    expect(rows[0]?.slice(0, 7)).toEqual([
      { at: Date.parse('2025-03-03T00:00:00Z'), zone: 'UTC' },
      { at: Date.parse('2025-03-03T01:00:00Z'), zone: 'UTC' },
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('the year', () => {
  it('is drawn in full weeks, so that no day is beside the grid', () => {
    const span = { from: '2025-12-02', to: '2026-11-30' }
    const metrics = { time_zone: 'UTC', capacity: null, rows: [] }
    const { calendar } = yearOption(metrics, span, 'average', false, palette) as unknown as {
      calendar: readonly { range: readonly string[] }[]
    }
    expect(calendar[0]?.range).toEqual(['2025-12-01', '2026-12-06'])
  })
})

describe('the week', () => {
  it('begins on Monday, knows which hours were never observed, and leaves out those that never were', () => {
    const monday = metricsRow({ key: '24', occupancy_avg: 3 })
    const sunday = unseenRow({ key: '0' })
    const cells = weekCells([sunday, monday], 'average')
    expect(cells).toEqual([
      { hour: 0, line: 0, row: monday, value: 3 },
      { hour: 0, line: 6, row: sunday, value: null },
    ])
  })

  it('outlines neighbouring working days together', () => {
    expect(hoursBoxes({ days: [0, 1, 2, 4], start_hour: 8, end_hour: 18 })).toEqual([
      { from: 8, to: 18, first: 0, last: 2 },
      { from: 8, to: 18, first: 3, last: 4 },
      { from: 8, to: 18, first: 6, last: 7 },
    ])
    expect(hoursBoxes({ days: [1], start_hour: 0, end_hour: 0 })).toEqual([
      { from: 0, to: 24, first: 0, last: 1 },
    ])
    expect(hoursBoxes(null)).toEqual([])
  })
})

describe('the year', () => {
  it('puts rows on the local days of the space', () => {
    const rows = [metricsRow({ start: '2025-03-03T05:00:00Z', occupancy_avg: 2 })]
    expect(yearCells({ time_zone: 'America/New_York', capacity: null, rows }, 'average')).toEqual([
      expect.objectContaining({ date: '2025-03-03', value: 2 }),
    ])
  })

  it('is cut in two where it is narrow, without losing a day', () => {
    expect(stretchesOf({ from: '2025-01-01', to: '2025-12-31' }, true)).toEqual([
      { from: '2025-01-01', to: '2025-07-02' },
      { from: '2025-07-03', to: '2025-12-31' },
    ])
  })
})

describe('day by day', () => {
  it('tells days that were not seen from days outside the hours and days with nothing', () => {
    const answer = {
      total: undefined,
      days: [
        metricsRow({ start: '2025-03-03T00:00:00Z', time_used_ms: 5 }),
        unseenRow({ start: '2025-03-04T00:00:00Z' }),
      ],
      traffic: [{ timestamp: '2025-03-03T00:00:00+00:00', visits: 0 }],
      dwell: [{ timestamp: '2025-03-03T00:00:00+00:00', average: null, peak: null }],
    }
    const period = { from: '2025-03-03', to: '2025-03-05' }
    expect(dailyValues(answer, period, 'UTC', 'used')).toEqual([
      { date: '2025-03-03', value: 5, sight: 'seen' },
      { date: '2025-03-04', value: null, sight: 'unseen' },
      { date: '2025-03-05', value: null, sight: 'outside' },
    ])
    expect(dailyValues(answer, period, 'UTC', 'visit')[0]).toEqual({
      date: '2025-03-03',
      value: null,
      sight: 'seen',
    })
  })
})

describe('the days that were not observed throughout', () => {
  const day = (date: number, unknownMs: number) =>
    metricsRow({ start: `2025-03-0${date}T00:00:00Z`, length_ms: 100, observed_ms: 100 - unknownMs })

  it('are drawn together with their neighbours, what lacks most first', () => {
    const rows = [day(1, 20), day(2, 0), day(3, 100), day(4, 30), day(5, 0)]
    expect(incompleteRuns(rows, 'UTC')).toEqual([
      { from: '2025-03-03', to: '2025-03-04', unknownMs: 130 },
      { from: '2025-03-01', to: '2025-03-01', unknownMs: 20 },
    ])
  })

  it('are none where everything was seen', () => {
    expect(incompleteRuns([day(1, 0), day(2, 0)], 'UTC')).toEqual([])
  })
})
