import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutAt, detectionsOf } from '../../../src/domain/occupancy/detections.ts'
import type { Counting } from '../../../src/domain/portfolio/counting.ts'
import type { Interval } from '../../../src/domain/time/interval.ts'
import { evidenceAmong, intervalIn, site } from '../arbitraries.ts'
import { naiveDetections, naiveParts } from './naive-detections.ts'

const scene = site.chain(({ window, leaves, parent, readings }) =>
  fc.record({
    readings: fc.constant(readings),
    counting: fc.constantFrom<Counting>(...leaves, parent),
    interval: intervalIn(window),
  }),
)

test('detections are what the definition gives, asked of each reading', () => {
  fc.assert(
    fc.property(scene, ({ counting, interval, readings }) => {
      const detections = detectionsOf(counting, interval, evidenceAmong(readings, counting, interval))

      expect(detections).toEqual(naiveDetections(counting, interval, readings))
    }),
    { numRuns: 500 },
  )
})

describe('spans that are cut', () => {
  const spans: readonly Interval[] = [
    { start: 10, end: 30 },
    { start: 30, end: 40 },
    { start: 60, end: 70 },
  ]

  test('end and begin again at each instant inside them', () => {
    expect(cutAt(spans, [5, 10, 15, 20, 30, 35, 45, 60, 70, 80])).toEqual([
      { start: 10, end: 15 },
      { start: 15, end: 20 },
      { start: 20, end: 30 },
      { start: 30, end: 35 },
      { start: 35, end: 40 },
      { start: 60, end: 70 },
    ])
  })

  test('stay whole without an instant inside them', () => {
    expect(cutAt(spans, [])).toEqual(spans)
    expect(cutAt([], [5])).toEqual([])
  })

  test('are all that lies between neighbors', () => {
    const ends = fc.uniqueArray(fc.nat(60), { maxLength: 12 }).map((some) => some.sort((a, b) => a - b))
    fc.assert(
      fc.property(ends, ends, (edges, instants) => {
        const some = edges.flatMap((start, index) => {
          const end = edges[index + 1]
          return index % 2 === 0 && end !== undefined ? [{ start, end }] : []
        })

        expect(cutAt(some, instants)).toEqual(naiveParts(some, instants))
      }),
    )
  })
})
