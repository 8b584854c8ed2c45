import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashOf, Random } from '../../src/simulator/random.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })

describe('hashOf', () => {
  test('is the same for the same parts, and tells parts apart from their concatenation', () => {
    expect(hashOf(1, 'a', 2)).toBe(hashOf(1, 'a', 2))
    expect(hashOf(1, 'ab', 'c')).not.toBe(hashOf(1, 'a', 'bc'))
    expect(hashOf(1, 'a')).not.toBe(hashOf(2, 'a'))
  })

  test('spreads neighbouring days evenly', () => {
    const buckets = new Array<number>(10).fill(0)
    for (let day = 0; day < 10_000; day++) {
      const bucket = hashOf(1, 'spc', day) % 10
      buckets[bucket] = (buckets[bucket] ?? 0) + 1
    }

    for (const size of buckets) expect(Math.abs(size - 1_000)).toBeLessThan(150)
  })
})

describe('Random', () => {
  test('draws the same again from the same seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const draw = () =>
          Array.from(
            { length: 20 },
            (
              (random) => () =>
                random.next()
            )(new Random(seed)),
          )

        expect(draw()).toEqual(draw())
      }),
    )
  })

  test('stays inside the limits it is given', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 50 }), (seed, limit) => {
        const random = new Random(seed)

        for (let index = 0; index < 50; index++) {
          expect(random.below(limit)).toBeLessThan(limit)
          expect(random.below(limit)).toBeGreaterThanOrEqual(0)
          expect(Math.abs(random.around(10, 2) - 10)).toBeLessThanOrEqual(6)
          expect(random.arrivals(limit / 10)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  test('has arrivals of about the mean asked for', () => {
    const random = new Random(1)

    for (const mean of [0.4, 3, 40, 400]) {
      const draws = Array.from({ length: 4_000 }, () => random.arrivals(mean))
      const average = draws.reduce((sum, value) => sum + value, 0) / draws.length
      expect(average / mean).toBeGreaterThan(0.95)
      expect(average / mean).toBeLessThan(1.05)
    }
  })
})
