import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf } from '../../../web/src/pages/compare/batches.ts'
import { sparkPath } from '../../../web/src/pages/compare/spark-path.ts'
import { viewOf } from '../../../web/src/pages/compare/view.ts'

function known(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value) => value !== null)
}

describe('a small line', () => {
  const values = fc.array(fc.option(fc.integer({ min: 0, max: 1_000 })), { maxLength: 40 })

  it('has a point for each known value, inside its box', () => {
    fc.assert(
      fc.property(values, (all) => {
        const points = [...sparkPath(all, 100, 20).matchAll(/[ML]([\d.]+) ([\d.]+)/g)]
        expect(points).toHaveLength(known(all).length)
        for (const [, x, y] of points) {
          expect(Number(x)).toBeLessThanOrEqual(100)
          expect(Number(y)).toBeLessThanOrEqual(20)
        }
      }),
    )
  })

  it('begins anew after every gap', () => {
    fc.assert(
      fc.property(values, (all) => {
        const runs = all.filter((value, index) => value !== null && (all[index - 1] ?? null) === null)
        expect(sparkPath(all, 100, 20).match(/M/g)?.length ?? 0).toBe(runs.length)
      }),
    )
  })

  it('draws zero at the bottom, the highest at the top, and a lone value as a dot', () => {
    expect(sparkPath([0, 5, 10], 100, 20)).toBe('M0 20L50 10L100 0')
    expect(sparkPath([10, null, 0], 100, 20)).toBe('M0 0h0M100 20h0')
    expect(sparkPath([null], 100, 20)).toBe('')
  })
})

describe('the address', () => {
  it('is read as if what cannot be were not there', () => {
    const usual = viewOf({})
    expect(viewOf({ by: 'colours', metric: 'x', page: '0', under: '101', over: '1.5', full: '-1' })).toEqual(
      usual,
    )
    expect(usual.limits).toEqual({ usedBelow: 20, daysOver: 3, utilizationAbove: 80 })
  })

  it('charts at most six, and tells none chosen from no choice', () => {
    expect(viewOf({ chart: 'a,b,c,d,e,f,g' }).charted).toHaveLength(6)
    expect(viewOf({ chart: '' }).charted).toEqual([])
    expect(viewOf({}).charted).toBeNull()
  })
})

it('batches hold everything in order, none above its size', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (items, size) => {
      const batches = batchesOf(items, size)
      expect(batches.flat()).toEqual(items)
      for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(size)
    }),
  )
})
