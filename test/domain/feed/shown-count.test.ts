import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planShown, roundedBelow, type ShownSpace, shownCount } from '../../../src/domain/feed/shown-count.ts'
import type { Portfolio } from '../../../src/domain/portfolio/portfolio.ts'
import type { Space } from '../../../src/domain/portfolio/space.ts'
import { portfolioOf, sensorOf, spaceOf } from '../portfolio/parts.ts'

describe('rounding below a threshold', () => {
  test.each([
    [0, 5, 0],
    [1, 5, 0],
    [2, 5, 0],
    [3, 5, 5],
    [4, 5, 5],
    [5, 5, 5],
    [6, 5, 6],
    [2, 4, 4],
    [1, 4, 0],
    [0, 0, 0],
    [3, 0, 3],
    [1, 1, 1],
    [2.4, 5, 0],
    [2.5, 5, 5],
  ])('%s people with the threshold %s are shown as %s', (count, threshold, shown) => {
    expect(roundedBelow(count, threshold)).toBe(shown)
  })

  test('shows nothing between 0 and the threshold', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(50), (count, threshold) => {
        const shown = roundedBelow(count, threshold)

        expect(shown === 0 || shown >= threshold).toBe(true)
      }),
    )
  })
})

/** Campus 1 holds floor 2 (rooms 3 and 4) and floor 5 (room 6); the rooms have sensors. */
const spaces = [
  spaceOf(1, { type: 'campus', timeZone: 'UTC' }),
  spaceOf(2, { parent: 1, type: 'floor' }),
  spaceOf(3, { parent: 2 }),
  spaceOf(4, { parent: 2 }),
  spaceOf(5, { parent: 1, type: 'floor' }),
  spaceOf(6, { parent: 5 }),
]
const sensors = [3, 4, 6].map((key) => sensorOf(key, [key]))

function shownOf(
  portfolio: Portfolio,
  thresholds: Readonly<Record<number, number>>,
  counts: Readonly<Record<number, number>>,
): Record<number, number | null> {
  const planOf = (space: Space) => planShown(portfolio, space, ({ key }) => thresholds[key] ?? 0)
  const countOf = ({ key }: Space) => counts[key] ?? null
  return Object.fromEntries(portfolio.spaces.map((space) => [space.key, shownCount(planOf(space), countOf)]))
}

describe('what is shown of a whole and its parts', () => {
  const portfolio = portfolioOf({ spaces, sensors })
  const counts = { 1: 26, 2: 23, 3: 20, 4: 3, 5: 3, 6: 3 }

  test('is what is known, without thresholds', () => {
    expect(shownOf(portfolio, {}, counts)).toEqual(counts)
  })

  test('adds up, so that a whole gives no part away', () => {
    expect(shownOf(portfolio, { 4: 10 }, counts)).toEqual({ 1: 23, 2: 20, 3: 20, 4: 0, 5: 3, 6: 3 })
    expect(shownOf(portfolio, { 4: 4, 6: 6 }, counts)).toEqual({ 1: 30, 2: 24, 3: 20, 4: 4, 5: 6, 6: 6 })
  })

  test('is rounded itself where the whole has a threshold', () => {
    expect(shownOf(portfolio, { 2: 50, 4: 10 }, counts)).toMatchObject({ 1: 3, 2: 0 })
  })

  test('leaves out what is not known', () => {
    expect(shownOf(portfolio, { 4: 10 }, { 1: 20, 2: 20, 3: 20 })).toEqual({
      1: 20,
      2: 20,
      3: 20,
      4: null,
      5: null,
      6: null,
    })
  })

  test('never falls below nobody, where the parts were known at other times', () => {
    expect(shownOf(portfolio, { 4: 100 }, { 2: 1, 4: 9 })[2]).toBe(0)
  })

  test('is the count of its own sensors where it has some', () => {
    const counted = portfolioOf({ spaces, sensors: [...sensors, sensorOf(2, [2])] })

    expect(shownOf(counted, { 4: 10 }, counts)).toMatchObject({ 2: 23, 4: 0 })
  })

  test('needs no look at what hides nothing', () => {
    const plan = planShown(portfolio, spaces[0] as Space, ({ key }) => (key === 6 ? 5 : 1))

    const keysOf = ({ space, parts }: ShownSpace): unknown => [space.key, parts.map(keysOf)]
    expect(keysOf(plan)).toEqual([1, [[5, [[6, []]]]]])
  })

  test('of a whole that only adds up is the sum of what its parts show, whatever they are', () => {
    const people = fc.nat(30)
    const threshold = fc.nat(20)
    fc.assert(
      fc.property(fc.tuple(people, people, people), fc.tuple(threshold, threshold, threshold), (n, t) => {
        const all = { 1: n[0] + n[1] + n[2], 2: n[0] + n[1], 3: n[0], 4: n[1], 5: n[2], 6: n[2] }

        const shown = shownOf(portfolio, { 3: t[0], 4: t[1], 6: t[2] }, all)

        expect(shown[2]).toBe((shown[3] ?? 0) + (shown[4] ?? 0))
        expect(shown[1]).toBe((shown[2] ?? 0) + (shown[5] ?? 0))
      }),
    )
  })
})
