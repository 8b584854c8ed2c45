import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentile } from '../../../src/domain/occupancy/percentile.ts'

test.each([
  [[7], 0.1, 7],
  [[1, 2], 0.5, 1.5],
  [[1, 2, 3, 4], 0.5, 2.5],
  [[15, 20, 35, 40, 50], 0.4, 29],
  [[0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 0.1, 10],
  [[0, 10], 0.9, 9],
] as const)('of %j at %d lies between the closest ranks', (ascending, share, expected) => {
  expect(percentile(ascending, share)).toBeCloseTo(expected, 12)
})

test('of nothing there is none', () => {
  expect(percentile([], 0.5)).toBeNull()
})

const values = fc
  .array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 })
  .map((all) => all.toSorted((a, b) => a - b))
const share = fc.integer({ min: 0, max: 1_000 }).map((permille) => permille / 1_000)

test('lies within the values, and at a rank is the value itself', () => {
  fc.assert(
    fc.property(values, share, fc.nat(), (ascending, at, pick) => {
      const found = percentile(ascending, at) ?? Number.NaN

      expect(found).toBeGreaterThanOrEqual(ascending[0] ?? 0)
      expect(found).toBeLessThanOrEqual(ascending.at(-1) ?? 0)
      expect(percentile(ascending, 0)).toBe(ascending[0])
      expect(percentile(ascending, 1)).toBe(ascending.at(-1))
      const rank = pick % ascending.length
      if (ascending.length > 1)
        expect(percentile(ascending, rank / (ascending.length - 1))).toBeCloseTo(ascending[rank] ?? 0, 9)
    }),
  )
})

test('never falls as the share grows', () => {
  fc.assert(
    fc.property(values, share, share, (ascending, a, b) => {
      const [lower, higher] = [Math.min(a, b), Math.max(a, b)]

      expect(percentile(ascending, lower)).toBeLessThanOrEqual(percentile(ascending, higher) ?? 0)
    }),
  )
})
