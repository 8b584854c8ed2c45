import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  averageOccupancy,
  averageUtilization,
  occupancyPercent,
  peakUtilization,
} from '../../../src/domain/occupancy/metrics.ts'
import { rollUp } from '../../../src/domain/occupancy/roll-up.ts'
import { emptyRollup, mergeRollups } from '../../../src/domain/occupancy/rollup.ts'
import {
  averagePercentOver,
  averageUtilizationOver,
  peakPercentOver,
  peakUtilizationOver,
} from '../../../src/domain/occupancy/utilization.ts'
import { HOUR_MS } from '../../../src/domain/time/interval.ts'
import { historyOver } from './history-arbitrary.ts'

/** `hours` with `people` there throughout. */
function spent(hours: number, people: number) {
  const observedMs = hours * HOUR_MS
  return { ...emptyRollup, observedMs, personMs: people * observedMs, peak: people, low: people }
}

describe('utilization over a change of capacity', () => {
  test('weighs each share by the time it held', () => {
    const parts = [
      { capacity: 10, rollup: spent(1, 5) },
      { capacity: 20, rollup: spent(3, 5) },
    ]

    expect(averageUtilizationOver(parts)).toBe((0.5 * 1 + 0.25 * 3) / 4)
    expect(peakUtilizationOver(parts)).toBe(0.5)
    expect(averagePercentOver(parts)).toBe(100 * ((0.5 * 1 + 0.25 * 3) / 4))
    expect(peakPercentOver(parts)).toBe(50)
  })

  test('leaves out the time without a capacity', () => {
    const parts = [
      { capacity: null, rollup: spent(5, 100) },
      { capacity: 20, rollup: spent(3, 5) },
    ]

    expect(averageUtilizationOver(parts)).toBe(0.25)
    expect(peakUtilizationOver(parts)).toBe(0.25)
  })

  test('counts a capacity of 0 as a share of 0, which as percent is none', () => {
    const parts = [
      { capacity: 0, rollup: spent(1, 5) },
      { capacity: 20, rollup: spent(1, 5) },
    ]

    expect(averageUtilizationOver(parts)).toBe(0.125)
    expect(peakUtilizationOver(parts)).toBe(0.25)
    expect(averagePercentOver(parts)).toBe(25)
    expect(peakPercentOver(parts)).toBe(25)
  })

  test.each([
    ['without any part', []],
    ['without any capacity', [{ capacity: null, rollup: spent(1, 5) }]],
    ['where nothing was observed', [{ capacity: 4, rollup: emptyRollup }]],
  ])('is null %s', (_, parts) => {
    expect(averageUtilizationOver(parts)).toBeNull()
    expect(peakUtilizationOver(parts)).toBeNull()
    expect(averagePercentOver(parts)).toBeNull()
    expect(peakPercentOver(parts)).toBeNull()
  })

  test('is always 0 with a capacity of 0, and no share of a location’s', () => {
    const parts = [{ capacity: 0, rollup: emptyRollup }]

    expect(averageUtilizationOver(parts)).toBe(0)
    expect(peakUtilizationOver(parts)).toBe(0)
    expect(averagePercentOver(parts)).toBeNull()
    expect(peakPercentOver(parts)).toBeNull()
  })

  test('with one capacity throughout is the plain one to the last bit, however often it is cut', () => {
    const day = { start: 0, end: 24 * HOUR_MS }
    const cuts = fc.array(fc.integer({ min: 1, max: day.end - 1 }), { maxLength: 5 })
    const scene = fc.tuple(historyOver(day), cuts, fc.option(fc.nat(9), { nil: null }))
    fc.assert(
      fc.property(scene, ([history, at, capacity]) => {
        const edges = [0, ...new Set(at), day.end].toSorted((a, b) => a - b)
        const parts = edges
          .slice(1)
          .map((end, index) => ({ capacity, rollup: rollUp(history, { start: edges[index] ?? 0, end }) }))
        const whole = rollUp(history, day)

        expect(averageUtilizationOver(parts)).toBe(averageUtilization(whole, capacity))
        expect(peakUtilizationOver(parts)).toBe(peakUtilization(whole, capacity))
        expect(averagePercentOver(parts)).toBe(occupancyPercent(averageOccupancy(whole), capacity ?? 0))
        expect(peakPercentOver(parts)).toBe(occupancyPercent(whole.peak, capacity ?? 0))
      }),
    )
  })

  test('with two is the mean of the two plain ones by observed time', () => {
    const day = { start: 0, end: 24 * HOUR_MS }
    const scene = fc.tuple(
      historyOver(day),
      fc.integer({ min: 1, max: day.end - 1 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 10, max: 20 }),
    )
    fc.assert(
      fc.property(scene, ([history, cut, before, after]) => {
        const [first, second] = [
          { capacity: before, rollup: rollUp(history, { start: 0, end: cut }) },
          { capacity: after, rollup: rollUp(history, { start: cut, end: day.end }) },
        ]
        const { observedMs } = mergeRollups(first.rollup, second.rollup)
        fc.pre(observedMs > 0)

        const average = averageUtilizationOver([first, second])
        const weighted = [first, second].reduce(
          (sum, { rollup, capacity }) =>
            sum + (averageUtilization(rollup, capacity) ?? 0) * (rollup.observedMs / observedMs),
          0,
        )
        expect(Math.abs((average ?? Number.NaN) - weighted)).toBeLessThanOrEqual(
          1e-12 * Math.max(1, weighted),
        )
        const peaks = [first, second].map(({ rollup, capacity }) => (rollup.peak ?? 0) / capacity)
        expect(peakUtilizationOver([first, second])).toBe(Math.max(...peaks))
      }),
    )
  })
})
