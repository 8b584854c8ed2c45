import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MetricsRow } from '../../../src/client/analytics-wire.ts'
import {
  type Days,
  datesIn,
  daysOf,
  daysOverCapacity,
  daysTogether,
  usedADayMs,
} from '../../../web/src/pages/compare/days.ts'
import {
  type Figures,
  figuresOf,
  observedUse,
  timeUsedShare,
  together,
} from '../../../web/src/pages/compare/figures.ts'
import { linesOf, usuallyCharted } from '../../../web/src/pages/compare/lines.ts'
import { groupRows, spaceRows } from '../../../web/src/pages/compare/rows.ts'
import { spaceNamed } from './space.ts'

const HOUR_MS = 3_600_000

/** A bucket as the server could answer it: what is not observed has no figures. */
const bucket: fc.Arbitrary<MetricsRow> = fc
  .record({
    length_ms: fc.integer({ min: 1, max: 10 * HOUR_MS }),
    observedShare: fc.constantFrom(0, 0.25, 1),
    usedShare: fc.constantFrom(0, 0.5, 1),
    people: fc.integer({ min: 0, max: 500 }),
    capacity: fc.option(fc.integer({ min: 1, max: 300 })),
    up_time: fc.constantFrom(0, 0.5, 1),
  })
  .map(({ length_ms, observedShare, usedShare, people, capacity, up_time }) => {
    const observed_ms = Math.floor(length_ms * observedShare)
    const isKnown = observed_ms > 0
    return {
      key: '2026-03-02T05:00:00Z',
      start: '2026-03-02T05:00:00Z',
      end: '2026-03-03T05:00:00Z',
      length_ms,
      observed_ms,
      occupancy_avg: isKnown ? people / 2 : null,
      occupancy_max: isKnown ? people : null,
      occupancy_min: isKnown ? 0 : null,
      time_used_ms: Math.floor(observed_ms * usedShare),
      time_used_percentage: 0,
      utilization_avg: isKnown && capacity !== null ? people / 2 / capacity : null,
      utilization_max: isKnown && capacity !== null ? people / capacity : null,
      is_capped: false,
      capped_count_limit: null,
      up_time,
    }
  })

const buckets = fc.array(bucket, { maxLength: 12 })

function allOf(rows: readonly MetricsRow[]): readonly Figures[] {
  return rows.map((row, index) => figuresOf(`spc_${index}`, row))
}

function known(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value) => value !== null)
}

describe('figures of several spaces together', () => {
  it('sum the averages, and leave out what is unknown', () => {
    fc.assert(
      fc.property(buckets, (rows) => {
        const averages = known(rows.map(({ occupancy_avg }) => occupancy_avg))
        let sum = 0
        for (const average of averages) sum += average
        expect(together(allOf(rows)).average).toBe(averages.length === 0 ? null : sum)
        expect(together(allOf(rows)).known).toBe(rows.filter(({ observed_ms }) => observed_ms > 0).length)
      }),
    )
  })

  it('name the one space with the highest peak', () => {
    fc.assert(
      fc.property(buckets, (rows) => {
        const peaks = rows.map(({ occupancy_max }) => occupancy_max)
        const { peak } = together(allOf(rows))
        const value = Math.max(...known(peaks))
        const highest = { value, space: `spc_${peaks.indexOf(value)}` }
        expect(peak).toEqual(known(peaks).length === 0 ? null : highest)
      }),
    )
  })

  it('take time used as a share of all working hours, and of the observed ones', () => {
    fc.assert(
      fc.property(buckets, (rows) => {
        let [used, observed, length] = [0, 0, 0]
        for (const row of rows) {
          used += row.time_used_ms
          observed += row.observed_ms
          length += row.length_ms
        }
        const figures = together(allOf(rows))
        expect(timeUsedShare(figures)).toBe(observed === 0 ? null : used / length)
        expect(observedUse(figures)).toBe(observed === 0 ? null : used / observed)
      }),
    )
  })

  it('weigh utilization by observed time, and up time by length', () => {
    fc.assert(
      fc.property(buckets, (rows) => {
        const full = rows.filter(({ utilization_avg }) => utilization_avg !== null)
        let [shareMs, observedMs, onlineMs, lengthMs] = [0, 0, 0, 0]
        for (const row of full) {
          shareMs += (row.utilization_avg ?? 0) * row.observed_ms
          observedMs += row.observed_ms
        }
        for (const row of rows) {
          onlineMs += row.up_time * row.length_ms
          lengthMs += row.length_ms
        }
        const figures = together(allOf(rows))
        expect(figures.utilization).toBe(observedMs === 0 ? null : shareMs / observedMs)
        expect(figures.upTime).toBe(lengthMs === 0 ? null : onlineMs / lengthMs)
      }),
    )
  })

  it('are, of one space alone, those of that space', () => {
    fc.assert(
      fc.property(bucket, (row) => {
        const alone = figuresOf('spc_0', row)
        const { utilization, upTime, ...rest } = together([alone])
        const { utilization: ownUtilization, upTime: ownUpTime, ...own } = alone
        expect(rest).toEqual(own)
        expect(utilization ?? -1).toBeCloseTo(ownUtilization ?? -1, 9)
        expect(upTime ?? -1).toBeCloseTo(ownUpTime ?? -1, 9)
      }),
    )
  })
})

describe('days', () => {
  const days = fc
    .uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 10 })
    .chain((dates) =>
      fc
        .array(bucket, { minLength: dates.length, maxLength: dates.length })
        .map((rows) =>
          rows.map((row, index) => ({ ...row, key: `2026-03-${String(dates[index]).padStart(2, '0')}` })),
        ),
    )
  const ofSpace = (rows: readonly MetricsRow[], space: string): Days => daysOf(space, rows, (start) => start)

  it('are over capacity when the peak of one of the spaces is above its own', () => {
    fc.assert(
      fc.property(fc.array(days, { maxLength: 5 }), (spaces) => {
        const over = new Set<string>()
        let isKnown = false
        for (const row of spaces.flat()) {
          if (row.utilization_max === null) continue
          isKnown = true
          if (row.utilization_max > 1) over.add(row.key)
        }
        const all = daysTogether(spaces.map((rows, index) => ofSpace(rows, `spc_${index}`)))
        expect(daysOverCapacity(all)).toBe(isKnown ? over.size : null)
      }),
    )
  })

  it('tell how long a space is used a day, over the days on which it was observed', () => {
    fc.assert(
      fc.property(fc.array(days, { maxLength: 5 }), (spaces) => {
        let [used, observedDays] = [0, 0]
        for (const row of spaces.flat()) {
          used += row.time_used_ms
          if (row.observed_ms > 0) observedDays++
        }
        const all = daysTogether(spaces.map((rows, index) => ofSpace(rows, `spc_${index}`)))
        expect(usedADayMs(all)).toBe(observedDays === 0 ? null : used / observedDays)
      }),
    )
  })

  it('are all there, in order', () => {
    fc.assert(
      fc.property(fc.array(days, { maxLength: 5 }), (spaces) => {
        const dates = datesIn(spaces.map((rows, index) => ofSpace(rows, `spc_${index}`)))
        expect(dates).toEqual([...new Set(spaces.flat().map(({ key }) => key))].sort())
      }),
    )
  })
})

describe('rows', () => {
  const row = (people: number | null): Figures =>
    figuresOf('spc_a', {
      occupancy_avg: people,
      occupancy_max: people,
      utilization_avg: null,
      utilization_max: null,
      time_used_ms: 0,
      observed_ms: people === null ? 0 : HOUR_MS,
      length_ms: HOUR_MS,
      up_time: 1,
    })
  const [a, b] = [spaceNamed('spc_a'), spaceNamed('spc_b')]

  it('leave out spaces that do not count, and groups of nothing else', () => {
    const totals = new Map([['spc_a', row(3)]])
    expect(spaceRows([a, b], totals, null).map(({ id }) => id)).toEqual(['spc_a'])
    const groups = [
      { id: 'one', name: 'One', members: [a, b] },
      { id: 'two', name: 'Two', members: [b] },
    ]
    expect(groupRows(groups, totals, null).map(({ id, size }) => [id, size])).toEqual([['one', 1]])
  })

  it('say nothing of days that are not there yet', () => {
    const totals = new Map([['spc_a', row(3)]])
    expect(spaceRows([a], totals, null)[0]?.daily).toBeNull()
    expect(spaceRows([a], totals, new Map())[0]?.daily).toMatchObject({ daysOver: null, usedADayMs: null })
  })

  it('become lines with a gap for each unknown day', () => {
    const days = new Map([
      [
        'spc_a',
        new Map([
          ['2026-03-02', row(2)],
          ['2026-03-04', row(null)],
        ]),
      ],
    ])
    const rows = spaceRows([a], new Map([['spc_a', row(3)]]), days)
    const { lines } = linesOf(rows, ['2026-03-02', '2026-03-03', '2026-03-04'], 'average')
    expect(lines[0]?.values).toEqual([2, null, null])
  })

  it('are charted by the most people, the unknown last', () => {
    const totals = new Map([
      ['spc_a', row(null)],
      ['spc_b', row(1)],
      ['spc_c', row(9)],
      ['spc_d', row(5)],
    ])
    const spaces = ['spc_a', 'spc_b', 'spc_c', 'spc_d'].map((id) => spaceNamed(id))
    expect(usuallyCharted(spaceRows(spaces, totals, null))).toEqual(['spc_c', 'spc_d', 'spc_b'])
  })
})
