import { describe, expect, test } from 'vitest'
import type { DensitySpace } from '../../../src/client/density-wire.ts'
import type { Space } from '../../../src/client/native-wire.ts'
import { formatRecent } from '../../../web/src/format/times.ts'
import { countFree, freeByFunction, placesLeft } from '../../../web/src/pages/display/free-rooms.ts'
import { spaceSays } from '../../../web/src/pages/floor/space-says.ts'
import { countStates, glanceAt } from '../../../web/src/pages/now/glance.ts'
import type { Scope } from '../../../web/src/pages/now/scope.ts'
import type { LiveSpace } from '../../../web/src/state/live.ts'
import { knownCount, spaceStateOf } from '../../../web/src/state/space-state.ts'

const healths = ['healthy', 'degraded', 'offline', 'unknown'] as const

/** Every way in which a space can be, as the server says it: known, no longer known, and never known. */
const ways: readonly (LiveSpace | undefined)[] = [
  undefined,
  ...healths.flatMap((health) => [
    ...(health === 'healthy' || health === 'degraded'
      ? [0, 3, 9].map((count) => live(count, true, health))
      : []),
    ...[0, 3, null].map((count) => live(count, false, health)),
  ]),
]

function live(count: number | null, isKnown: boolean, health: LiveSpace['space_health_status']): LiveSpace {
  return {
    count,
    is_known: isKnown,
    presence: count === null ? null : count > 0,
    is_capped: false,
    counting_mode: 'oa',
    space_health_status: health,
    timestamp: null,
  }
}

const space = (id: string, parent: string | null, capacity: number | null) =>
  ({
    id,
    name: id,
    parent_id: parent,
    space_type: parent === null ? 'floor' : 'space',
    capacity,
    function: 'meeting_room',
    labels: [],
    status: 'live',
  }) as unknown as Space

const floor = space('floor', null, null)
const rooms = [space('one', 'floor', 4), space('two', 'floor', 4)]
const scope = { space: null, spaces: [floor, ...rooms], roots: [floor], leaves: rooms } as unknown as Scope
const isKnown = (way: LiveSpace | undefined) => way?.is_known === true

const pairs = ways.flatMap((one) => ways.map((two) => ({ one, two })))
/** All states of two rooms and of the floor that they are on. */
const scenes = pairs.flatMap((pair) => ways.map((whole) => ({ ...pair, floor: whole })))

describe('over all combinations of known, unknown and never known', () => {
  test('a space that is not known is no number, has no colour of a number, and says so', () => {
    for (const way of ways) {
      const state = spaceStateOf(way, 4)
      expect(knownCount(way) === null).toBe(!isKnown(way))
      expect(['unknown', 'unhealthy'].includes(state)).toBe(!isKnown(way))
      expect(/\d/.test(spaceSays(space('room', null, null), way))).toBe(isKnown(way))
    }
  })

  test('sums are of what is known, and none where nothing is', () => {
    for (const scene of scenes) {
      const liveOf = (id: string) => scene[id as keyof typeof scene]
      const glance = glanceAt(scope, (id) => (id === 'floor' ? rooms : []), liveOf)
      const known = [scene.one, scene.two].filter(isKnown).map((way) => way?.count ?? 0)

      expect(glance.people).toBe(isKnown(scene.floor) ? scene.floor?.count : null)
      expect(glance.capacity).toEqual(
        known.length === 0
          ? null
          : {
              people: known.reduce((sum, count) => sum + count, 0),
              places: 4 * known.length,
              spaces: known.length,
            },
      )
      expect(glance.unknown).toBe(2 - known.length)
      expect(glance.taken).toEqual({ total: 2, known: known.length })
      const free = known.filter((count) => count === 0).length
      expect(glance.states.available).toBe(free)
      expect(glance.free.flatMap(({ spaces }) => spaces)).toHaveLength(free)
      expect(glance.quietest.length).toBe(known.length)
    }
  })

  test('a screen says how many are free only of what is known', () => {
    for (const { one, two } of pairs) {
      const liveOf = (id: string) => (id === 'one' ? one : two)
      const shown = rooms as unknown as readonly DensitySpace[]
      const free = [one, two].filter((way) => isKnown(way) && way?.count === 0).length
      const expected = isKnown(one) || isKnown(two) ? free : null

      expect(countFree(shown, liveOf).free).toBe(expected)
      expect(freeByFunction(shown, liveOf).map((group) => group.free)).toEqual([expected])
      const lounge = { ...rooms[0], function: 'lounge' } as unknown as DensitySpace
      expect(placesLeft(lounge, one) === null).toBe(!isKnown(one))
      expect(countStates(rooms, liveOf).available).toBe(free)
    }
  })
})

test('a change of another day says which day it was', () => {
  const zone = 'America/New_York'

  expect(formatRecent('2025-11-03T14:15:00Z', zone, '2026-11-03T15:00:00Z')).toContain('2025')
  expect(formatRecent('2026-11-03T14:15:00Z', zone, '2026-11-03T15:00:00Z')).not.toContain('2026')
})
