import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortedStretch } from '../../../src/domain/occupancy/sorted-stretch.ts'

test('a sorted stretch is what a look at every member would keep', () => {
  const sorted = fc.array(fc.integer({ min: 0, max: 20 })).map((values) => values.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(sorted, fc.nat(20), fc.nat(20), (values, from, until) => {
      const stretch = sortedStretch(
        values,
        (value) => value < from,
        (value) => value >= until,
      )

      expect(stretch).toEqual(values.filter((value) => value >= from && value < until))
    }),
  )
})

test('finding a stretch in a long list looks at few members', () => {
  const sorted = Array.from({ length: 1_000_000 }, (_, index) => index)
  let looks = 0
  const stretch = sortedStretch(
    sorted,
    (value) => ++looks > 0 && value < 700_000,
    (value) => ++looks > 0 && value >= 700_003,
  )

  expect(stretch).toEqual([700_000, 700_001, 700_002])
  expect(looks).toBeLessThanOrEqual(42)
})
