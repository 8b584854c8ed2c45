import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topBelow } from '../../../web/src/charts/axes.ts'
import { besideChart } from '../../../web/src/charts/tooltip-place.ts'

describe('the end of an axis', () => {
  it('leaves a limit out that would flatten the values, and has room for all of them', () => {
    expect(topBelow(600, [12, 145, null])).toBe(200)
    expect(topBelow(600, [301])).toBeNull()
    expect(topBelow(600, [300])).toBeNull()
    expect(topBelow(null, [145])).toBeNull()
    expect(topBelow(600, [0, null])).toBeNull()
  })

  it('is above every value and below the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000 })),
        fc.integer({ min: 1, max: 100_000 }),
        (values, limit) => {
          const top = topBelow(limit, values)
          if (top === null) return
          expect(Math.max(...values)).toBeLessThan(top)
          expect(top).toBeLessThanOrEqual(limit * 1.2)
        },
      ),
    )
  })
})

describe('a tooltip', () => {
  const size = { contentSize: [200, 150], viewSize: [800, 300] }

  it('is above its chart, or below it where the window ends', () => {
    expect(besideChart(400, size, 500)).toEqual([300, -156])
    expect(besideChart(400, size, 100)).toEqual([300, 306])
  })

  it('does not leave the chart sideways', () => {
    expect(besideChart(10, size, 500)[0]).toBe(0)
    expect(besideChart(790, size, 500)[0]).toBe(600)
    expect(besideChart(100, { contentSize: [900, 10], viewSize: [800, 300] }, 500)[0]).toBe(0)
  })
})
