import { describe, expect, test } from 'vitest'
import { placeParts, sitePlaces } from '../../../src/domain/feed/site-places.ts'
import type { Portfolio } from '../../../src/domain/portfolio/portfolio.ts'
import type { Space } from '../../../src/domain/portfolio/space.ts'
import { portfolioOf, sensorOf, spaceOf } from '../portfolio/parts.ts'

/** Campus 1 holds house 2 (floors 3 and 4), a quarter 5 with house 6 (wing 7), house 8 without sensors, and hall 9. */
const spaces = [
  spaceOf(1, { type: 'campus' }),
  spaceOf(2, { type: 'building', parent: 1 }),
  spaceOf(3, { type: 'floor', parent: 2 }),
  spaceOf(4, { type: 'floor', parent: 2, status: 'planning' }),
  spaceOf(5, { type: 'campus', parent: 1 }),
  spaceOf(6, { type: 'building', parent: 5 }),
  spaceOf(7, { type: 'building', parent: 6 }),
  spaceOf(8, { type: 'building', parent: 1 }),
  spaceOf(9, { parent: 1 }),
]
const sensors = [3, 4, 7, 9].map((space) => sensorOf(100 + space, [space]))
const keys = (found: readonly Space[]) => found.map(({ key }) => key)
const campus = (changed: readonly Space[] = []): Portfolio =>
  portfolioOf({
    spaces: spaces.map((space) => changed.find(({ key }) => key === space.key) ?? space),
    sensors,
  })

describe('the places of a site', () => {
  test('published by a space are the outermost buildings below it that are in use and count', () => {
    expect(keys(sitePlaces(campus(), { space: 1, places: [] }))).toEqual([2, 6])
    expect(keys(sitePlaces(campus(), { space: 6, places: [] }))).toEqual([7])
  })

  test('published by a space are the space itself where no building below it counts, or none is in use', () => {
    const closed = campus([spaceOf(7, { type: 'building', parent: 6, status: 'inactive' })])

    expect(keys(sitePlaces(campus(), { space: 2, places: [] }))).toEqual([2])
    expect(keys(sitePlaces(campus(), { space: 8, places: [] }))).toEqual([8])
    expect(keys(sitePlaces(closed, { space: 6, places: [] }))).toEqual([6])
  })

  test('named one by one are those, in their order, whatever is in them', () => {
    expect(keys(sitePlaces(campus(), { space: null, places: [9, 1, 8, 77] }))).toEqual([9, 1, 8])
  })

  test('are none where its space is not there', () => {
    expect(sitePlaces(campus(), { space: 77, places: [] })).toEqual([])
  })

  test('each show the spaces directly in them that are in use and count', () => {
    const [first] = campus().spaces
    const house = campus().space(2)

    expect(keys(placeParts(campus(), first ?? spaceOf(0)))).toEqual([2, 5, 9])
    expect(keys(placeParts(campus(), house ?? spaceOf(0)))).toEqual([3])
  })
})
