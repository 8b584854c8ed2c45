import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  availabilityPercent,
  averageOccupancy,
  averageUtilization,
  low,
  occupancyPercent,
  peak,
  peakUtilization,
  timeUsed,
  timeUsedShare,
  upTime,
} from '../../../src/domain/occupancy/metrics.ts'
import { rollUp } from '../../../src/domain/occupancy/roll-up.ts'
import { emptyRollup, type Rollup } from '../../../src/domain/occupancy/rollup.ts'
import { history, rollup } from './history-arbitrary.ts'

const unobserved: Rollup = { ...emptyRollup, onlineMs: 500, entrances: 3 }
const nobody: Rollup = { ...emptyRollup, observedMs: 1_000, peak: 0, low: 0 }
const used: Rollup = {
  ...emptyRollup,
  observedMs: 1_000,
  occupiedMs: 250,
  personMs: 1_500,
  peak: 6,
  low: 0,
  onlineMs: 1_500,
}

describe('every metric of time', () => {
  test.each([
    // name, rollup, average, peak, low, time used, share of 2,000 ms, availability
    ['unobserved', unobserved, null, null, null, 0, 0, null],
    ['with nobody there', nobody, 0, 0, 0, 0, 0, 100],
    ['with people', used, 1.5, 6, 0, 250, 0.125, 75],
  ])('%s reads as the contracts say', (_, of, average, most, least, usedMs, share, availability) => {
    expect(averageOccupancy(of)).toBe(average)
    expect(peak(of)).toBe(most)
    expect(low(of)).toBe(least)
    expect(timeUsed(of)).toBe(usedMs)
    expect(timeUsedShare(of, 2_000)).toBe(share)
    expect(availabilityPercent(of)).toBe(availability)
  })

  test('is a share of nothing in a bucket without length', () => {
    expect(timeUsedShare(emptyRollup, 0)).toBe(0)
  })

  test('gives the published average of 2, 4 and 5 people for five minutes each', () => {
    const rolledUp = { ...emptyRollup, observedMs: 900_000, personMs: (2 + 4 + 5) * 300_000 }

    expect(averageOccupancy(rolledUp)?.toFixed(2)).toBe('3.67')
  })
})

describe('utilization', () => {
  test.each([
    ['unobserved', null, unobserved, null, null],
    ['unobserved', 0, unobserved, 0, 0],
    ['unobserved', 4, unobserved, null, null],
    ['with nobody there', null, nobody, null, null],
    ['with nobody there', 0, nobody, 0, 0],
    ['with nobody there', 4, nobody, 0, 0],
    ['with people', null, used, null, null],
    ['with people', 0, used, 0, 0],
    ['with people', 4, used, 0.375, 1.5],
  ])('%s and a capacity of %s reads as the contracts say', (_, capacity, of, average, most) => {
    expect(averageUtilization(of, capacity)).toBe(average)
    expect(peakUtilization(of, capacity)).toBe(most)
  })
})

describe('percent of capacity', () => {
  test.each([
    [null, 0, null],
    [null, 8, null],
    [3, 0, null],
    [0, 8, 0],
    [3, 8, 37.5],
    [12, 8, 150],
  ])('of %s people where %s are meant to be is %s', (occupancy, capacity, percent) => {
    expect(occupancyPercent(occupancy, capacity)).toBe(percent)
  })
})

describe('up time', () => {
  test.each([
    [2_000, 0.75],
    [1_500, 1],
    [1_000, 1],
    [0, 0],
  ])('of 1,500 ms online where %s were expected is %s', (expectedMs, share) => {
    expect(upTime(used, expectedMs)).toBe(share)
  })
})

test('availability and time used are two views of one number where a bucket was observed throughout', () => {
  const length = fc.oneof(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 366 * 86_400_000 }))
  const bucket = length.chain((lengthMs) => fc.tuple(fc.constant(lengthMs), fc.nat(lengthMs)))
  fc.assert(
    fc.property(bucket, ([lengthMs, occupiedMs]) => {
      const observed = { ...emptyRollup, observedMs: lengthMs, occupiedMs }

      expect(availabilityPercent(observed)).toBe(100 * (1 - timeUsedShare(observed, lengthMs)))
    }),
    { numRuns: 2_000 },
  )
})

test('no metric is ever NaN or infinite, and shares stay between their bounds', () => {
  const anyRollup = fc.oneof(
    rollup,
    history.map((told) => rollUp(told, told)),
  )
  const capacity = fc.option(fc.nat(50))
  fc.assert(
    fc.property(anyRollup, capacity, fc.nat(2_000_000), (of, room, expectedMs) => {
      const figures = [
        averageOccupancy(of),
        averageUtilization(of, room),
        peakUtilization(of, room),
        occupancyPercent(averageOccupancy(of), room ?? 0),
        availabilityPercent(of),
        timeUsedShare(of, of.observedMs),
        upTime(of, expectedMs),
      ]

      expect(figures.every((figure) => figure === null || (Number.isFinite(figure) && figure >= 0))).toBe(
        true,
      )
      expect(availabilityPercent(of) ?? 0).toBeLessThanOrEqual(100)
      expect(timeUsedShare(of, of.observedMs)).toBeLessThanOrEqual(1)
      expect(upTime(of, expectedMs)).toBeLessThanOrEqual(1)
    }),
  )
})
