import { expect, test } from 'vitest'
import { locationCapacity } from '../../../src/domain/portfolio/capacity.ts'
import { Portfolio } from '../../../src/domain/portfolio/portfolio.ts'
import type { Space } from '../../../src/domain/portfolio/space.ts'
import { spaceOf } from './parts.ts'

/** Key, parent, capacity: a building of two floors, one with two rooms, and a shed. */
const spaces = [
  space(1, null, 500),
  space(2, 1, 9),
  space(3, 1, null),
  space(4, 2, 40),
  space(5, 2, null),
  space(6, null, null),
  space(7, null, 12),
  space(8, 3, null),
]
const portfolio = new Portfolio({
  organization: 1,
  spaces,
  sensors: [],
  doorways: [],
  labels: [],
  labelGroups: [],
  corrections: [],
})

test.each([
  ['without children is its own', 7, 12],
  ['without children and without any is 0', 6, 0],
  ['with children is the sum of theirs, a missing one adding 0', 2, 40],
  ['with a child that has none is 0', 3, 0],
  ['with grandchildren is the sum of the sums, whatever is set on the way', 1, 40],
])('the capacity of a location %s', (_, key, capacity) => {
  const location = portfolio.space(key)

  expect(location === null ? null : locationCapacity(portfolio, location)).toBe(capacity)
})

function space(key: number, parent: number | null, capacity: number | null): Space {
  return spaceOf(key, { parent, capacity })
}
