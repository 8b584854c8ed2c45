import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  panBy,
  shownBox,
  wholePlan,
  zoomAt,
  zoomMiddle,
} from '../../../web/src/pages/floor/geometry/viewport.ts'
import { fractions, scaled } from '../../../web/src/pages/floor/plan-size.ts'

const size = { width: 1_000, height: 600 }

test('the point that is zoomed at stays where it is', () => {
  const view = zoomAt(wholePlan, 2, [400, 300], size)
  expect(view).toEqual({ x: 200, y: 150, zoom: 2 })
  expect(shownBox(view, size)).toEqual({ x: 200, y: 150, width: 500, height: 300 })
})

test('what is shown never leaves the plan', () => {
  const zoomed = zoomMiddle(wholePlan, 4, size)
  expect(panBy(zoomed, 9_999, 9_999, size)).toMatchObject({ x: 0, y: 0 })
  expect(panBy(zoomed, -9_999, -9_999, size)).toMatchObject({ x: 750, y: 450 })
  expect(panBy(wholePlan, 50, 50, size)).toEqual(wholePlan)
})

test('zooming ends at the whole plan, and at sixteen times', () => {
  expect(zoomMiddle(wholePlan, 0.1, size)).toEqual(wholePlan)
  expect(zoomMiddle(wholePlan, 999, size).zoom).toBe(16)
})

test('corners go to the plan and back', () => {
  const fraction = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(fraction, fraction), { minLength: 3, maxLength: 20 }), (points) => {
      const back = fractions(scaled(points, size), size)
      for (const [index, [x, y]] of back.entries()) {
        expect(x).toBeCloseTo(points[index]?.[0] ?? -1, 12)
        expect(y).toBeCloseTo(points[index]?.[1] ?? -1, 12)
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(Math.max(x, y)).toBeLessThanOrEqual(1)
      }
    }),
  )
})
