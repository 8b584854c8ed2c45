import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  closes,
  edgeMiddles,
  withCorner,
  withCornerAfter,
  withoutCorner,
} from '../../../web/src/pages/floor/geometry/corners.ts'
import { moved, onPlan, type Point, rectangle } from '../../../web/src/pages/floor/geometry/point.ts'
import { centroidOf, contains, labelPoint } from '../../../web/src/pages/floor/geometry/polygon.ts'
import { snap } from '../../../web/src/pages/floor/geometry/snapping.ts'

const square = rectangle([0, 0], [4, 4])
/** A C: its centre of gravity lies in the bay. */
const bay: readonly Point[] = [
  [0, 0],
  [10, 0],
  [10, 1],
  [1, 1],
  [1, 9],
  [10, 9],
  [10, 10],
  [0, 10],
]

describe('polygons', () => {
  test('have a centre of gravity, whichever way around they are drawn', () => {
    expect(centroidOf(square)).toEqual([2, 2])
    expect(centroidOf(square.toReversed())).toEqual([2, 2])
    expect(
      centroidOf([
        [0, 0],
        [1, 1],
        [2, 2],
      ]),
    ).toBeNull()
  })

  test('are labelled inside, also where the centre of gravity is outside', () => {
    const centroid = centroidOf(bay)
    expect(centroid).not.toBeNull()
    expect(contains(bay, centroid ?? [0, 0])).toBe(false)
    expect(contains(bay, labelPoint(bay))).toBe(true)
    expect(labelPoint(square)).toEqual([2, 2])
  })

  test('without an area are labelled in their middle', () => {
    expect(
      labelPoint([
        [0, 0],
        [4, 0],
        [8, 0],
      ]),
    ).toEqual([4, 0])
  })

  test('shaped like stars are labelled inside', () => {
    const star = fc
      .array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 })
      .map((radii) =>
        radii.map((radius, index): Point => {
          const angle = (2 * Math.PI * index) / radii.length
          return [radius * Math.cos(angle), radius * Math.sin(angle)]
        }),
      )
    fc.assert(fc.property(star, (points) => contains(points, labelPoint(points))))
  })
})

describe('corners', () => {
  test('snap to the nearest corner within reach, else level with and plumb to a guide', () => {
    const targets = {
      corners: [
        [10, 10],
        [12, 10],
      ] as Point[],
      guides: [[50, 90]] as Point[],
    }

    expect(snap([11.4, 10], targets, 5)).toEqual([12, 10])
    expect(snap([48, 20], targets, 5)).toEqual([50, 20])
    expect(snap([48, 93], targets, 5)).toEqual([50, 90])
    expect(snap([30, 30], targets, 5)).toEqual([30, 30])
  })

  test('are moved, added and removed without touching the others', () => {
    expect(withCorner(square, 2, [9, 9])).toEqual([
      [0, 0],
      [4, 0],
      [9, 9],
      [0, 4],
    ])
    expect(withCornerAfter(square, 0)).toEqual([
      [0, 0],
      [2, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ])
    expect(withCornerAfter(square, 3)).toEqual([...square, [0, 2]])
    expect(withoutCorner(square, 1)).toEqual([
      [0, 0],
      [4, 4],
      [0, 4],
    ])
    expect(withoutCorner(square.slice(1), 0)).toBeNull()
    expect(edgeMiddles(square)).toEqual([
      [2, 0],
      [4, 2],
      [2, 4],
      [0, 2],
    ])
  })

  test('close an outline at the first of at least three', () => {
    expect(closes(square.slice(0, 2), [0, 0], 1)).toBe(false)
    expect(closes(square, [0.5, 0.5], 1)).toBe(true)
    expect(closes(square, [2, 2], 1)).toBe(false)
  })

  test('of a moved area never leave the plan, and keep its shape', () => {
    const plan = { width: 10, height: 10 }
    expect(moved(square, 3, 3, plan)).toEqual(rectangle([3, 3], [7, 7]))
    expect(moved(square, 99, -99, plan)).toEqual(rectangle([6, 0], [10, 4]))
    expect(onPlan([-1, 12], plan)).toEqual([0, 10])
  })
})
