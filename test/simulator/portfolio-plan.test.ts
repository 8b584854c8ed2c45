import { describe, expect, test } from 'vitest'
import { spaceFunctions } from '../../src/domain/portfolio/space-function.ts'
import { isTimeZone } from '../../src/domain/time/zone.ts'
import { planPortfolio } from '../../src/simulator/portfolio-plan.ts'

function leaves(spaces: number, seed = 1) {
  return planPortfolio({ spaces, seed }).spaces.filter((space) => space.space_type === 'space')
}

describe('the demo portfolio', () => {
  const document = planPortfolio({ seed: 1 })
  const ids = new Set(document.spaces.map((space) => space.id))

  test('has sixty rooms in two buildings of one campus in one time zone', () => {
    const byType = (type: string) => document.spaces.filter((space) => space.space_type === type)

    expect(byType('space')).toHaveLength(60)
    expect(byType('building').map((space) => space.name)).toEqual(['Whitman Library', 'Mercer Hall'])
    expect(byType('campus').map((space) => space.time_zone)).toEqual(['America/New_York'])
    expect(document.spaces.flatMap((space) => space.time_zone ?? []).every(isTimeZone)).toBe(true)
  })

  test('has rooms of all three counting modes, some without a capacity, and one still being planned', () => {
    const rooms = document.spaces.filter((space) => space.space_type === 'space')
    const planning = rooms.filter((space) => space.status === 'planning')

    expect(new Set(rooms.map((space) => space.counting_mode))).toEqual(
      new Set(['oa', 'waffle', 'entry', null]),
    )
    expect(rooms.filter((space) => space.capacity === null).length).toBeGreaterThan(2)
    expect(planning).toHaveLength(1)
    expect(document.sensors.flatMap((sensor) => sensor.space_ids ?? [])).not.toContain(planning[0]?.id)
  })

  test('has on every parent the capacity that its parts add up to, so that all surfaces tell the same', () => {
    const capacityOf = (id: string): number => {
      const children = document.spaces.filter((space) => space.parent_id === id)
      if (children.length === 0) return document.spaces.find((space) => space.id === id)?.capacity ?? 0
      return children.reduce((sum, child) => sum + capacityOf(child.id), 0)
    }
    const parents = document.spaces.filter(({ space_type }) => space_type !== 'space')

    expect(parents.map(({ capacity }) => capacity)).toEqual(parents.map(({ id }) => capacityOf(id)))
  })

  test('has one parent that counts for itself, and a doorway whose name says that it counts too few', () => {
    const types = new Map(document.spaces.map(({ id, space_type }) => [id, space_type]))
    const over = document.doorways.filter(({ spaces }) => spaces.some(({ id }) => types.get(id) !== 'space'))

    expect(new Set(over.flatMap(({ spaces }) => spaces.map(({ id }) => id)))).toEqual(
      new Set(['spc_whitman']),
    )
    expect(over.map(({ name }) => name)).toEqual(['Main Gate', 'Garden Gate (counts too few)'])
  })

  test('has a room with two doorways, and a doorway between two rooms', () => {
    const ways = document.doorways.map((doorway) => doorway.spaces.map((side) => side.id))
    const lectureHall = document.spaces.find((space) => space.name === 'Ortega Lecture Hall')?.id

    expect(ways.filter((sides) => sides.length === 1 && sides[0] === lectureHall)).toHaveLength(2)
    expect(ways.filter((sides) => sides.length === 2)).toHaveLength(1)
  })

  test('has heartbeats on most sensors, but not on all', () => {
    const beating = document.sensors.filter((sensor) => sensor.heartbeat_seconds !== undefined).length

    expect(beating / document.sensors.length).toBeGreaterThan(0.7)
    expect(beating).toBeLessThan(document.sensors.length)
  })

  test('refers to nothing that is not in it', () => {
    const serials = new Set(document.sensors.map((sensor) => sensor.serial_number))
    const labels = new Set(document.labels)
    const seen = new Set<string | null>([null])

    for (const space of document.spaces) {
      expect(seen.has(space.parent_id)).toBe(true)
      seen.add(space.id)
      expect(space.labels?.every((label) => labels.has(label)) ?? true).toBe(true)
    }
    for (const doorway of document.doorways) {
      expect(serials.has(doorway.sensor_serial_number ?? '')).toBe(true)
      expect(doorway.spaces.every((side) => ids.has(side.id))).toBe(true)
    }
    expect(document.sensors.flatMap((sensor) => sensor.space_ids ?? []).every((id) => ids.has(id))).toBe(true)
  })
})

test.each([1, 5, 59, 60, 61, 300, 1_500])(
  'plans exactly %i rooms, no two ids or serial numbers alike',
  (spaces) => {
    const document = planPortfolio({ spaces, seed: 3 })
    const serials = document.sensors.map((sensor) => sensor.serial_number)
    const ids = [...document.spaces, ...document.doorways].map(({ id }) => id)

    expect(leaves(spaces, 3)).toHaveLength(spaces)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(serials).size).toBe(serials.length)
    expect(ids.every((id) => /^(spc|drw)_[a-z0-9]+$/.test(id))).toBe(true)
  },
)

test('the same seed gives the same document, another seed another', () => {
  expect(planPortfolio({ spaces: 200, seed: 4 })).toEqual(planPortfolio({ spaces: 200, seed: 4 }))
  expect(planPortfolio({ spaces: 200, seed: 4 })).not.toEqual(planPortfolio({ spaces: 200, seed: 5 }))
})

test('uses only functions that the API knows', () => {
  const functions = leaves(1_000).flatMap((space) => space.function ?? [])

  expect(functions.every((name) => spaceFunctions.includes(name))).toBe(true)
})
