import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf } from '../../../web/src/pages/compare/batches.ts'
import { endShifts } from '../../../web/src/pages/compare/lines.ts'
import { LINES_HEIGHT, linesChart } from '../../../web/src/pages/compare/lines-chart.ts'
import { sparkPath } from '../../../web/src/pages/compare/spark-path.ts'
import { viewOf } from '../../../web/src/pages/compare/view.ts'
import { palette } from './palette.ts'

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

describe('names at the ends of lines', () => {
  it('are never closer than the gap, and never above their line', () => {
    const lines = fc.array(fc.record({ values: fc.array(fc.option(fc.nat(100)), { maxLength: 5 }) }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(lines, fc.integer({ min: 100, max: 150 }), (all, top) => {
        const shifts = endShifts(all, top, 300, 12)
        const places = all.map(({ values }, index) => {
          const last = known(values).at(-1) ?? 0
          return 300 * (1 - last / top) + (shifts[index] ?? 0)
        })
        for (const shift of shifts) expect(shift).toBeGreaterThanOrEqual(0)
        const sorted = places.sort((a, b) => a - b)
        for (const [index, place] of sorted.entries()) {
          expect(place - (sorted[index - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(12 - 1e-9)
        }
      }),
    )
  })

  it('are measured on the axis that is drawn', () => {
    const lines = {
      metric: 'average' as const,
      dates: ['2026-11-17', '2026-11-18'],
      lines: [
        { id: 'a', name: 'A', values: [118, 60] },
        { id: 'b', name: 'B', values: [113, 63] },
      ],
    }
    const { yAxis, series } = linesChart(lines, palette) as unknown as {
      yAxis: { max: number }
      series: readonly { endLabel: { offset: readonly number[] } }[]
    }
    expect(yAxis.max).toBe(150)
    const height = LINES_HEIGHT - palette.fontSize * 3
    const places = series.map(({ endLabel }, index) => {
      const last = lines.lines[index]?.values[1] ?? 0
      return height * (1 - last / 150) + (endLabel.offset[1] ?? 0)
    })
    expect((places[0] ?? 0) - (places[1] ?? 0)).toBeCloseTo(palette.fontSize * 1.3)
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
