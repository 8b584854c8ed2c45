import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  capacityAt,
  capacityHistory,
  locationCapacity,
  locationCapacityHistory,
  withCapacity,
} from '../../../src/domain/portfolio/capacity.ts'
import type { Space } from '../../../src/domain/portfolio/space.ts'
import { portfolioOf, spaceOf } from './parts.ts'

const capacity = fc.option(fc.nat(3), { nil: null })
const changes = fc
  .array(fc.record({ at: fc.nat(12), capacity }), { maxLength: 8 })
  .map((some) => some.toSorted((a, b) => a.at - b.at))

type Change = { readonly at: number; readonly capacity: number | null }

function after(some: readonly Change[]): Space {
  return some.reduce((space, change) => withCapacity(space, change.capacity, change.at), spaceOf(1))
}

/** What held at an instant: the last change up to it; before any, the first capacity that was set. */
function naiveCapacity(some: readonly Change[], at: number): number | null {
  const real = some.filter((change, index) => some[index + 1]?.at !== change.at || index === some.length - 1)
  const first = real.findIndex((change) => change.capacity !== null)
  const known = first === -1 ? [] : real.slice(first)
  const held = known.filter((change) => change.at <= at).at(-1) ?? known[0]
  return held?.capacity ?? null
}

describe('a capacity', () => {
  test('that is set for the first time holds for all the past', () => {
    const space = withCapacity(spaceOf(1), 10, 500)

    expect(capacityHistory(space)).toEqual([{ start: -Infinity, end: Infinity, capacity: 10 }])
  })

  test('that is changed stays what it was until then', () => {
    const space = withCapacity(withCapacity(spaceOf(1), 10, 500), 20, 700)

    expect(space.capacity).toBe(20)
    expect(capacityHistory(space)).toEqual([
      { start: -Infinity, end: 700, capacity: 10 },
      { start: 700, end: Infinity, capacity: 20 },
    ])
  })

  test('that is taken away leaves the past as it was', () => {
    const space = withCapacity(spaceOf(1, { capacity: 10 }), null, 700)

    expect(capacityAt(capacityHistory(space), 699)).toBe(10)
    expect(capacityAt(capacityHistory(space), 700)).toBeNull()
  })

  test('that is set to what it is changes nothing', () => {
    const space = spaceOf(1, { capacity: 10 })

    expect(withCapacity(space, 10, 700)).toBe(space)
  })

  test('that is replaced in the instant it was set never held', () => {
    const space = withCapacity(withCapacity(spaceOf(1, { capacity: 10 }), 99, 700), 20, 700)

    expect(space.pastCapacities).toEqual([{ capacity: 10, until: 700 }])
  })

  test('that is put back in the instant it was replaced was never replaced', () => {
    const space = withCapacity(withCapacity(spaceOf(1, { capacity: 10 }), 99, 700), 10, 700)

    expect(space).toEqual(spaceOf(1, { capacity: 10 }))
  })

  test('is at every instant what the changes up to it say', () => {
    fc.assert(
      fc.property(changes, (some) => {
        // A first capacity that another one replaces in the same instant is told apart by no instant.
        fc.pre(some.every((change, index) => some[index + 1]?.at !== change.at))
        const history = capacityHistory(after(some))

        for (let at = -1; at <= 13; at++) expect(capacityAt(history, at)).toBe(naiveCapacity(some, at))
      }),
    )
  })

  test('comes in spans that tile all time', () => {
    fc.assert(
      fc.property(changes, (some) => {
        const history = capacityHistory(after(some))

        expect(history[0]?.start).toBe(-Infinity)
        expect(history.at(-1)?.end).toBe(Infinity)
        for (const [index, { start, end }] of history.entries()) {
          expect(start).toBeLessThan(end)
          expect(history[index + 1]?.start ?? Infinity).toBe(end)
        }
      }),
    )
  })
})

describe('the capacity of a location', () => {
  const floors = fc.tuple(changes, changes, changes)

  test('is over time the sum of what its rooms had, a missing one adding 0', () => {
    fc.assert(
      fc.property(floors, ([first, second, third]) => {
        const building = spaceOf(1, { type: 'building', capacity: 500 })
        const rooms = [first, second, third].map((some, index) => ({
          ...after(some),
          key: index + 2,
          id: `spc_${index + 2}`,
          locationId: index + 2,
          parent: 1,
        }))
        const portfolio = portfolioOf({ spaces: [building, ...rooms] })
        const history = locationCapacityHistory(portfolio, building)

        for (let at = -1; at <= 13; at++) {
          const sum = rooms.reduce((total, room) => total + (capacityAt(capacityHistory(room), at) ?? 0), 0)
          expect(capacityAt(history, at)).toBe(sum)
        }
        expect(capacityAt(history, 13)).toBe(locationCapacity(portfolio, building))
      }),
    )
  })
})
