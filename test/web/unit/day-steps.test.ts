import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, cellText } from '../../../web/src/charts/chart-table.ts'
import { dayOption } from '../../../web/src/pages/space/day-chart.ts'
import {
  type Arrival,
  averageOf,
  type DayStep,
  dayViewOf,
  extendSteps,
  gapsOf,
  linePoints,
  longestGapMs,
  peakOf,
} from '../../../web/src/pages/space/day-steps.ts'
import { dayTable } from '../../../web/src/pages/space/day-table.ts'
import { palette } from './palette.ts'

const step = (start: number, end: number, count: number | null, isCapped = false): DayStep => ({
  start,
  end,
  count,
  isCapped,
})

describe('extendSteps', () => {
  const seen = [step(0, 10, 1), step(10, 20, 2)]

  it('lets the last count hold until now', () => {
    expect(extendSteps(seen, [], 30)).toEqual([step(0, 10, 1), step(10, 30, 2)])
  })

  it('adds what has arrived from its instant on', () => {
    const arrivals: Arrival[] = [
      { at: 22, count: 3, isCapped: false },
      { at: 25, count: null, isCapped: false },
    ]
    expect(extendSteps(seen, arrivals, 30)).toEqual([
      ...seen.slice(0, 1),
      step(10, 22, 2),
      step(22, 25, 3),
      step(25, 30, null),
    ])
  })

  it('tiles the day without gap or overlap, whatever arrives', () => {
    const arrival = fc.record({
      at: fc.integer({ min: 0, max: 60 }),
      count: fc.option(fc.nat(5)),
      isCapped: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(arrival), fc.integer({ min: 20, max: 80 }), (arrivals, now) => {
        const steps = extendSteps(seen, arrivals, now)
        for (const [index, { start, end }] of steps.entries()) {
          expect(end).toBeGreaterThan(start)
          if (index > 0) expect(start).toBe(steps[index - 1]?.end)
        }
        expect(steps[0]?.start).toBe(0)
      }),
    )
  })

  it('adds nothing to a day that has not begun', () => {
    expect(extendSteps([], [{ at: 1, count: 1, isCapped: false }], 5)).toEqual([])
  })
})

describe('the line of a day', () => {
  it('breaks where nothing is known, and never touches zero there', () => {
    expect(linePoints([step(0, 10, 4), step(10, 20, null), step(20, 30, 5)])).toEqual([
      [0, 4],
      [10, 4],
      [10, null],
      [20, 5],
      [30, 5],
      [30, null],
    ])
  })

  it('draws unknown neighbours as one stretch', () => {
    expect(gapsOf([step(0, 5, null), step(5, 9, null), step(9, 12, 1)])).toEqual([{ start: 0, end: 9 }])
    expect(longestGapMs([step(0, 5, null), step(5, 9, 1), step(9, 12, null)])).toBe(5)
  })

  it('weighs its average by time, over the known time alone', () => {
    expect(averageOf([step(0, 10, 2), step(10, 20, null), step(20, 50, 4)])).toBe(3.5)
    expect(averageOf([step(0, 10, null)])).toBeNull()
  })

  it('peaks at the first instant of its highest count', () => {
    expect(peakOf([step(0, 10, 2), step(10, 20, 7), step(20, 30, 7)])).toEqual({ at: 10, count: 7 })
    expect(peakOf([step(0, 10, null)])).toBeNull()
  })
})

describe('a day that is 25 hours long', () => {
  const day = dayViewOf(
    {
      space_id: 'spc_a',
      time_zone: 'America/New_York',
      start: '2025-11-02T04:00:00Z',
      end: '2025-11-03T05:00:00Z',
      segments: [
        { start: '2025-11-02T04:00:00Z', end: '2025-11-02T05:30:00Z', count: null, is_capped: false },
        { start: '2025-11-02T05:30:00Z', end: '2025-11-02T06:30:00Z', count: 3, is_capped: true },
        { start: '2025-11-02T06:30:00Z', end: '2025-11-03T05:00:00Z', count: 1, is_capped: false },
      ],
      capacities: [
        { start: '2025-11-02T04:00:00Z', capacity: 2 },
        { start: '2025-11-02T12:00:00Z', capacity: null },
      ],
    },
    {
      space_id: 'spc_a',
      time_zone: 'America/New_York',
      date: '2025-11-02',
      weekday: 0,
      weeks: 12,
      points: [{ start: '2025-11-02T04:00:00Z', days: 12, median: 1, p10: 0, p90: 2.5 }],
    },
  )

  it('has an axis of its real length', () => {
    const { xAxis } = dayOption(day, { isNarrow: false, now: null }, palette) as {
      xAxis: { min: number; max: number; axisLabel: { customValues: readonly number[] } }
    }
    expect(xAxis.max - xAxis.min).toBe(25 * 3_600_000)
    expect(xAxis.axisLabel.customValues).toHaveLength(9)
  })

  it('hatches what is not known', () => {
    const { series } = dayOption(day, { isNarrow: false, now: null }, palette) as {
      series: readonly { markArea?: { itemStyle: { color: string }; data: unknown } }[]
    }
    const areas = series.flatMap(({ markArea }) => (markArea === undefined ? [] : [markArea]))
    expect(areas).toEqual([
      expect.objectContaining({
        itemStyle: { color: 'hatch' },
        data: [[{ xAxis: Date.parse('2025-11-02T04:00Z') }, { xAxis: Date.parse('2025-11-02T05:30Z') }]],
      }),
    ])
  })

  it('is told exactly in its table, with unknown as nothing', () => {
    const none = [null, null, null, null]
    expect(dayTable(day).rows.map((row) => row.map(cellOrText))).toEqual([
      ['Unknown', '2025-11-02 00:00:00', '2025-11-02 01:30:00', null, '', ...none, at('04:00'), at('05:30')],
      ['People', '2025-11-02 01:30:00', '2025-11-02 01:30:00', 3, 'yes', ...none, at('05:30'), at('06:30')],
      [
        'People',
        '2025-11-02 01:30:00',
        '2025-11-03 00:00:00',
        1,
        '',
        ...none,
        at('06:30'),
        '2025-11-03T05:00:00Z',
      ],
      ['Capacity', '2025-11-02 00:00:00', '2025-11-02 07:00:00', 2, '', ...none, at('04:00'), at('12:00')],
      [
        'Capacity',
        '2025-11-02 07:00:00',
        '2025-11-03 00:00:00',
        null,
        '',
        ...none,
        at('12:00'),
        '2025-11-03T05:00:00Z',
      ],
      [
        'Typical',
        '2025-11-02 00:00:00',
        '2025-11-02 00:15:00',
        null,
        '',
        1,
        0,
        2.5,
        12,
        at('04:00'),
        at('04:15'),
      ],
    ])
  })
})

function at(time: string): string {
  return `2025-11-02T${time}:00Z`
}

function cellOrText(cell: Cell) {
  return typeof cell === 'object' && cell !== null ? cellText(cell) : cell
}
