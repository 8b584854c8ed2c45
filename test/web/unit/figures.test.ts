import { describe, expect, it } from 'vitest'
import { filtersOf } from '../../../web/src/api/operating-hours.ts'
import { shownFigures } from '../../../web/src/pages/space/figure-list.ts'
import { differenceOf, figuresOf, visitMsOf } from '../../../web/src/pages/space/figures.ts'
import { metricsRow, unseenRow } from './metrics-row.ts'

const point = (day: number) => `2025-03-0${day}T00:00:00+00:00`

describe('figuresOf', () => {
  it('takes availability over the observed time, and time used over all of it', () => {
    const total = metricsRow({
      length_ms: 100,
      observed_ms: 80,
      time_used_ms: 20,
      time_used_percentage: 0.2,
    })
    const figures = figuresOf({ total, days: [], traffic: [], dwell: [] })
    expect(figures.availability).toBe(0.75)
    expect(figures.timeUsedShare).toBe(0.2)
  })

  it('knows nothing of a period that nobody saw', () => {
    const { upTime, ...figures } = figuresOf({ total: unseenRow(), days: [], traffic: [], dwell: [] })
    expect(new Set(Object.values(figures))).toEqual(new Set([null]))
    expect(upTime).toBe(0)
  })

  it('counts the days over capacity by the capacity of their time', () => {
    const days = [1.2, 1, null].map((utilization_max) => metricsRow({ utilization_max }))
    expect(figuresOf({ total: metricsRow(), days, traffic: [], dwell: [] }).daysOver).toBe(1)
    expect(figuresOf({ total: metricsRow(), days: [], traffic: [], dwell: [] }).daysOver).toBeNull()
  })

  it('sums the visits of the days that are known', () => {
    const traffic = [
      { timestamp: point(1), visits: 3 },
      { timestamp: point(2), visits: null },
      { timestamp: point(3), visits: 4 },
    ]
    expect(figuresOf({ total: metricsRow(), days: [], traffic, dwell: [] }).visits).toBe(7)
    expect(figuresOf({ total: metricsRow(), days: [], traffic: [], dwell: [] }).visits).toBeNull()
  })

  it('weighs visit durations by the visits of their days', () => {
    const traffic = [
      { timestamp: point(1), visits: 3 },
      { timestamp: point(2), visits: 1 },
    ]
    const dwell = [
      { timestamp: point(1), average: 60, peak: 90 },
      { timestamp: point(2), average: 100, peak: 100 },
    ]
    expect(visitMsOf(traffic, dwell)).toBe(70_000)
    expect(visitMsOf(traffic, [{ timestamp: point(1), average: null, peak: null }])).toBeNull()
  })
})

describe('differenceOf', () => {
  it('is relative, in points, or plain', () => {
    expect(differenceOf(12, 10, 'relative')).toBeCloseTo(0.2)
    expect(differenceOf(0.75, 0.5, 'points')).toBe(0.25)
    expect(differenceOf(2, 5, 'absolute')).toBe(-3)
  })

  it('says nothing where there is nothing to compare with', () => {
    expect(differenceOf(null, 10, 'relative')).toBeNull()
    expect(differenceOf(5, 0, 'relative')).toBeNull()
    expect(differenceOf(0, 0, 'relative')).toBe(0)
  })
})

describe('shownFigures', () => {
  const names = (said: Parameters<typeof metricsRow>[0]) =>
    shownFigures(figuresOf({ total: metricsRow(said), days: [], traffic: [], dwell: [] }), null).map(
      ({ name }) => name,
    )

  it('speaks of crossings only where doorways are, and of capacity only where there is one', () => {
    expect(names({ entrances: 2, exits: 1 })).toEqual(expect.arrayContaining(['entrances', 'exits']))
    expect(names({})).not.toContain('entrances')
    expect(names({})).not.toContain('utilizationPeak')
    expect(names({ utilization_max: 0.5 })).toContain('utilizationPeak')
  })

  it('says whether visits were counted or are a lower bound', () => {
    const visits = (said: Parameters<typeof metricsRow>[0]) =>
      shownFigures(figuresOf({ total: metricsRow(said), days: [], traffic: [], dwell: [] }), null).find(
        ({ name }) => name === 'visits',
      )?.definition
    expect(visits({ entrances: 2, exits: 1 })).toMatch(/doorways/)
    expect(visits({})).toMatch(/lower bound/)
  })
})

describe('filtersOf', () => {
  it('says operating hours as Occuspace does: the last hour included, Sunday as 1', () => {
    expect(filtersOf({ days: [0, 1, 6], start_hour: 8, end_hour: 18 })).toEqual({
      start_hour_filter: 8,
      end_hour_filter: 17,
      days_filter: '127',
    })
    expect(filtersOf({ days: [1], start_hour: 0, end_hour: 0 }).end_hour_filter).toBe(23)
    expect(filtersOf(null)).toEqual({})
  })
})
