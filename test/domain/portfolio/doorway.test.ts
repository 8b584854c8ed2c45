import { describe, expect, test } from 'vitest'
import { currentSensor, sensorAt, stretchesWithoutSensor } from '../../../src/domain/portfolio/doorway.ts'
import { always, doorwayOf } from './parts.ts'

const sensors = [
  { sensor: 3, from: -Infinity, until: 10 },
  { sensor: 4, from: 10, until: 20 },
  { sensor: 3, from: 30, until: Infinity },
]
const doorway = doorwayOf(1, [], { sensors })

describe('a doorway', () => {
  test('has the sensor now whose time on it has no end', () => {
    expect(currentSensor(doorway)).toBe(3)
    expect(currentSensor(doorwayOf(1, [], { sensors: sensors.slice(0, 2) }))).toBeNull()
    expect(currentSensor(doorwayOf(1, []))).toBeNull()
  })

  test('had a sensor from the first instant of its time on it up to the one that ends it', () => {
    const instants = [-1e15, 9, 10, 19, 20, 29, 30, 1e15]

    expect(instants.map((at) => sensorAt(doorway, at))).toEqual([3, 3, 4, 4, null, null, 3, 3])
  })

  test('was without one before, between and after its sensors, until it was deleted', () => {
    const last = { sensor: 3, from: 30, until: 40 }
    const late = [{ sensor: 4, from: 10, until: 20 }, last]

    expect(stretchesWithoutSensor(doorwayOf(1, []))).toEqual([{ start: -Infinity, end: Infinity }])
    expect(stretchesWithoutSensor(doorwayOf(1, [], { sensors: [always(3)] }))).toEqual([])
    expect(stretchesWithoutSensor(doorway)).toEqual([{ start: 20, end: 30 }])
    expect(stretchesWithoutSensor(doorwayOf(1, [], { sensors: late, deletedAt: 50 }))).toEqual([
      { start: -Infinity, end: 10 },
      { start: 20, end: 30 },
      { start: 40, end: 50 },
    ])
    expect(stretchesWithoutSensor(doorwayOf(1, [], { sensors: late, deletedAt: 40 }))).toEqual([
      { start: -Infinity, end: 10 },
      { start: 20, end: 30 },
    ])
  })
})
