import { expect, test } from 'vitest'
import { certainLevel } from '../../../src/domain/feed/busyness.ts'
import { countedParts, unseenPeople } from '../../../src/domain/feed/unseen.ts'
import { portfolioOf, sensorOf, spaceOf } from '../portfolio/parts.ts'

/** House 1 holds hall 2 (six seats in its booth 3), room 4 with 10 seats, and lawn 5 with none. */
const portfolio = portfolioOf({
  spaces: [
    spaceOf(1),
    spaceOf(2, { parent: 1, capacity: 99 }),
    spaceOf(3, { parent: 2, capacity: 6 }),
    spaceOf(4, { parent: 1, capacity: 10 }),
    spaceOf(5, { parent: 1 }),
  ],
  sensors: [sensorOf(10, [2]), sensorOf(11, [4]), sensorOf(12, [5])],
})
const parts = countedParts(portfolio, portfolio.space(1) ?? spaceOf(1))

test('the parts of a place are what its count adds up, each with as many people as fit in it', () => {
  expect(parts.map(({ space, capacity }) => [space.key, capacity])).toEqual([
    [2, 6],
    [4, 10],
    [5, Infinity],
  ])
})

test('a place that counts for itself, or does not count, has no such parts', () => {
  expect(countedParts(portfolio, portfolio.space(4) ?? spaceOf(4))).toEqual([])
  expect(countedParts(portfolio, portfolio.space(3) ?? spaceOf(3))).toEqual([])
})

test.each([
  [[2, 4, 5], 0],
  [[4, 5], 6],
  [[5], 16],
  [[2, 4], Infinity],
])('where %j are known, there may be %s people more', (known, unseen) => {
  expect(unseenPeople(parts, ({ key }) => known.includes(key))).toBe(unseen)
})

test.each([
  [{ people: null, unseen: 0, capacity: 10 }, null],
  [{ people: 3, unseen: 0, capacity: 0 }, null],
  [{ people: 3, unseen: 0, capacity: 10 }, 'not busy'],
  [{ people: 3, unseen: 1, capacity: 10 }, 'not busy'],
  [{ people: 3, unseen: 2, capacity: 10 }, null],
  [{ people: 5, unseen: 2, capacity: 10 }, 'busy'],
  [{ people: 5, unseen: Infinity, capacity: 10 }, null],
  [{ people: 8, unseen: Infinity, capacity: 10 }, 'very busy'],
])('the level of %j is %s', (known, level) => {
  expect(certainLevel(known, { busyPercent: 45, veryBusyPercent: 72 })).toBe(level)
})
