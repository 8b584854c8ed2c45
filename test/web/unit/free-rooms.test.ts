import { expect, test } from 'vitest'
import type { DensitySpace } from '../../../src/client/density-wire.ts'
import { countFree, freeByFunction, placesLeft } from '../../../web/src/pages/display/free-rooms.ts'
import type { LiveSpace } from '../../../web/src/state/live.ts'

const space = (id: string, purpose: string | null, capacity: number | null = 4) =>
  ({ id, name: id, function: purpose, capacity }) as DensitySpace

const live = (count: number | null, health: LiveSpace['space_health_status'] = 'healthy'): LiveSpace => ({
  count,
  presence: count === null ? null : count > 0,
  is_known: count !== null && health !== 'offline',
  is_capped: false,
  counting_mode: 'oa',
  space_health_status: health,
  timestamp: null,
})

const spaces = [
  space('booth', 'phone_booth'),
  space('ash', 'meeting_room'),
  space('elm', 'meeting_room'),
  space('oak', 'meeting_room'),
  space('hall', 'library', 100),
]

const among = (states: Readonly<Record<string, LiveSpace>>) => (id: string) => states[id]

test('a room is free when it is known that nobody is in it; shared spaces are not counted', () => {
  const states = { booth: live(1), ash: live(0), elm: live(0, 'offline'), oak: live(null), hall: live(0) }

  expect(countFree(spaces, among(states))).toEqual({ free: 1, total: 4 })
  expect(countFree(spaces, among({}))).toEqual({ free: null, total: 4 })
  expect(countFree(spaces, among({ booth: live(1) }))).toEqual({ free: 0, total: 4 })
})

test('kinds with something free come first', () => {
  const groups = freeByFunction(spaces, among({ booth: live(0), ash: live(1), elm: live(2), oak: live(3) }))

  expect(groups.map(({ function: purpose, free, total }) => [purpose, free, total])).toEqual([
    ['phone_booth', 1, 1],
    ['meeting_room', 0, 3],
  ])
})

test('only a shared space with a capacity has places left, and never fewer than none', () => {
  const [booth, hall] = [space('booth', 'phone_booth'), space('hall', 'library', 100)]

  expect(placesLeft(hall, live(30))).toBe(70)
  expect(placesLeft(hall, live(130))).toBe(0)
  expect(placesLeft(hall, live(30, 'offline'))).toBeNull()
  expect(placesLeft(space('hall', 'library', null), live(30))).toBeNull()
  expect(placesLeft(booth, live(1))).toBeNull()
})
