import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isOutline,
  isPlanMediaType,
  isPlanSize,
  isSameArea,
  type PlanArea,
  type PlanPoint,
  spaceDrawnTwice,
} from '../../../src/domain/portfolio/floor-plan.ts'

const corner = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
)
const outline = fc.array(corner, { minLength: 3, maxLength: 200 })
const triangle: readonly PlanPoint[] = [
  [0, 0],
  [1, 0],
  [0.5, 1],
]

test.each([
  ['image/png', true],
  ['image/jpeg', true],
  ['image/svg+xml', true],
  ['image/gif', false],
  ['IMAGE/PNG', false],
  ['', false],
])('%j as the media type of a plan: %s', (word, expected) => {
  expect(isPlanMediaType(word)).toBe(expected)
})

test.each([
  [1, 1, true],
  [10_000, 10_000, true],
  [0, 5, false],
  [5, 0, false],
  [10_001, 5, false],
  [5, 10_001, false],
  [1.5, 5, false],
  [Number.NaN, 5, false],
])('an image of %d × %d pixels may be a plan: %s', (width, height, expected) => {
  expect(isPlanSize(width, height)).toBe(expected)
})

describe('an outline', () => {
  test('has from 3 to 200 corners on the image', () => {
    fc.assert(fc.property(outline, (points) => isOutline(points)))
    expect(isOutline(triangle.slice(1))).toBe(false)
    expect(isOutline(Array.from({ length: 200 }, () => [0, 1] as const))).toBe(true)
    expect(isOutline(Array.from({ length: 201 }, () => [0, 1] as const))).toBe(false)
  })

  test('has no corner beside the image', () => {
    const outside = fc.double().filter((part) => !(part >= 0 && part <= 1))
    fc.assert(
      fc.property(outline, outside, fc.nat(), fc.boolean(), (points, part, place, isX) => {
        const beside = points.with(place % points.length, isX ? [part, 0.5] : [0.5, part])
        return !isOutline(beside)
      }),
    )
  })
})

describe('two areas', () => {
  const area: PlanArea = { space: 1, points: triangle }

  test('of one space with the same corners in the same order are the same', () => {
    expect(isSameArea(area, { space: 1, points: triangle.map(([x, y]) => [x, y]) })).toBe(true)
  })

  test.each<[string, PlanArea]>([
    ['space', { ...area, space: 2 }],
    ['number of corners', { ...area, points: [...triangle, [0, 1]] }],
    ['x', { ...area, points: triangle.with(1, [0.9, 0]) }],
    ['y', { ...area, points: triangle.with(1, [1, 0.1]) }],
    ['order', { ...area, points: triangle.toReversed() }],
  ])('that differ in their %s are not', (_, other) => {
    expect(isSameArea(area, other)).toBe(false)
  })
})

test('the first space that is drawn twice is told, if any', () => {
  const areasOf = (...spaces: readonly number[]) => spaces.map((space) => ({ space, points: triangle }))

  expect(spaceDrawnTwice([])).toBeNull()
  expect(spaceDrawnTwice(areasOf(1, 2, 3))).toBeNull()
  expect(spaceDrawnTwice(areasOf(1, 2, 3, 2, 1))).toBe(2)
})
