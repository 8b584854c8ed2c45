import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Access,
  allows,
  canSee,
  spacesKnownByName,
  visibleSpaces,
} from '../../../src/domain/access/access.ts'
import { type Right, scopes } from '../../../src/domain/access/scope.ts'
import { Portfolio } from '../../../src/domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../../../src/domain/portfolio/space.ts'
import { spaceOf } from '../portfolio/parts.ts'

const ORGANIZATION = 7

describe('scopes', () => {
  test('stand for themselves alone, but for admin, which stands for all', () => {
    for (const held of scopes) {
      for (const asked of scopes) {
        expect(allows(access(null, [held]), asked)).toBe(held === asked || held === 'admin')
      }
    }
  })

  test('users and displays have rights that no scope stands for', () => {
    for (const right of ['users', 'display'] as const) {
      expect(allows(access(null, scopes), right)).toBe(false)
      expect(allows({ ...access(null), scopes: new Set([right]) }, right)).toBe(true)
      expect(allows({ ...access(null), scopes: new Set([right]) }, 'read')).toBe(false)
    }
  })

  test('nothing is allowed without any', () => {
    expect(scopes.some((scope) => allows(access(null, []), scope))).toBe(false)
  })
})

describe('visibility', () => {
  // 1 (building) > 2 (floor) > 3, 4 (spaces); 5 (another building)
  const portfolio = portfolioOf([null, 1, 2, 2, null])

  test('an unlimited caller sees every space of its organization', () => {
    expect(keysOf(visibleSpaces(portfolio, access(null)))).toEqual([1, 2, 3, 4, 5])
    expect(portfolio.spaces.every((space) => canSee(portfolio, access(null), space))).toBe(true)
    expect(spacesKnownByName(portfolio, access(null))).toEqual([])
  })

  test('a limited caller sees its spaces and all below them, and knows their ancestors by name', () => {
    expect(keysOf(visibleSpaces(portfolio, access([2])))).toEqual([2, 3, 4])
    expect(keysOf(spacesKnownByName(portfolio, access([2])))).toEqual([1])
    expect(keysOf(visibleSpaces(portfolio, access([3, 5])))).toEqual([3, 5])
    expect(keysOf(spacesKnownByName(portfolio, access([3, 5])))).toEqual([1, 2])
  })

  test('a display sees its floor and knows nothing else, not even by name', () => {
    expect(keysOf(visibleSpaces(portfolio, access([2], ['display'])))).toEqual([2, 3, 4])
    expect(spacesKnownByName(portfolio, access([2], ['display']))).toEqual([])
  })

  test('a display knows of no space above its floor', () => {
    const display = { ...access([2]), scopes: new Set(['display' as const]) }

    expect(keysOf(visibleSpaces(portfolio, display))).toEqual([2, 3, 4])
    expect(spacesKnownByName(portfolio, display)).toEqual([])
  })

  test('a caller of another organization sees nothing', () => {
    const stranger = { ...access(null), organization: ORGANIZATION + 1 }

    expect(visibleSpaces(portfolio, stranger)).toEqual([])
    expect(portfolio.spaces.some((space) => canSee(portfolio, stranger, space))).toBe(false)
  })

  test('spaces that are gone open nothing', () => {
    expect(visibleSpaces(portfolio, access([99]))).toEqual([])
  })

  test('what is visible is what can be seen, and never what is known by name only', () => {
    fc.assert(
      fc.property(forest, fc.array(fc.integer({ min: 1, max: 12 })), (parents, limits) => {
        const somewhere = portfolioOf(parents)
        const caller = access(limits)

        const visible = keysOf(visibleSpaces(somewhere, caller))

        expect(visible).toEqual(keysOf(somewhere.spaces.filter((space) => canSee(somewhere, caller, space))))
        const named = keysOf(spacesKnownByName(somewhere, caller))
        expect(named.some((key) => visible.includes(key))).toBe(false)
      }),
    )
  })
})

/** For each space, from 1 on, a parent that came before it. */
const forest = fc
  .array(fc.nat(), { minLength: 1, maxLength: 10 })
  .map((picks) => picks.map((pick, index) => (pick % (index + 1) === 0 ? null : pick % (index + 1))))

function access(spaces: readonly SpaceKey[] | null, held: readonly Right[] = ['read']): Access {
  const holder = { organization: ORGANIZATION, actor: 'tkn_1 test', name: 'test', expiresAt: null }
  return { ...holder, scopes: new Set(held), spaces }
}

function keysOf(spaces: readonly Space[]): SpaceKey[] {
  return spaces.map(({ key }) => key)
}

function portfolioOf(parents: readonly (SpaceKey | null)[]): Portfolio {
  const spaces = parents.map((parent, index) =>
    spaceOf(index + 1, {
      organization: ORGANIZATION,
      locationId: index + 1,
      parent,
      timeZone: parent === null ? 'UTC' : null,
    }),
  )
  return new Portfolio({
    organization: ORGANIZATION,
    spaces,
    sensors: [],
    doorways: [],
    labels: [],
    labelGroups: [],
    corrections: [],
  })
}
