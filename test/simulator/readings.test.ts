import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../../src/domain/time/interval.ts'
import type { PortfolioDocument } from '../../src/simulator/portfolio-document.ts'
import { planPortfolio } from '../../src/simulator/portfolio-plan.ts'
import { simulateReadings } from '../../src/simulator/readings.ts'
import { castOf } from '../../src/simulator/scene/cast.ts'
import { outageAround } from '../../src/simulator/scene/incidents.ts'
import { scenesOf } from '../../src/simulator/scene/scenes.ts'
import type { WireReading } from '../../src/simulator/wire-reading.ts'
import { document, local, readingsBetween, seed } from './stretches.ts'

const week = readingsBetween('2026-10-05', '2026-10-12')

function identity(reading: WireReading): string {
  switch (reading.type) {
    case 'reset':
      return `${reading.space_id} reset ${reading.at}`
    case 'crossing': {
      const subject = 'sensor' in reading ? reading.sensor : reading.doorway_id
      return `${subject} crossing ${reading.at} ${reading.direction}`
    }
    default:
      return `${reading.sensor} ${reading.type} ${'space_id' in reading ? reading.space_id : ''} ${reading.at}`
  }
}

const sensorTypes = new Map(document.sensors.map((sensor) => [sensor.serial_number, sensor.sensor_type]))
const spaceIds = new Set(document.spaces.map((space) => space.id))

/** Whether native.md §3 and density-v3.md §10 take a reading of the demo portfolio. */
function isWellFormed(reading: WireReading): boolean {
  if (!Number.isSafeInteger(reading.at)) return false
  if (reading.type === 'reset') return spaceIds.has(reading.space_id) && isWhole(reading.count, 0)
  const type = 'sensor' in reading ? sensorTypes.get(reading.sensor) : undefined
  if (type === undefined) return false
  if (reading.type === 'crossing') {
    return type === 'entry' && Math.abs(reading.direction) === 1 && isWhole(reading.n ?? 1, 1)
  }
  if (reading.type !== 'count') return true
  return type !== 'entry' && isWhole(reading.count, 0) && (type === 'oa' || reading.count <= 3)
}

function isWhole(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least
}

describe('simulated readings', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(readingsBetween('2026-10-05', '2026-10-12')).toEqual(week)
    expect(readingsBetween('2026-10-05', '2026-10-12', { seed: seed + 1 })).not.toEqual(week)
  })

  test('are the same however the stretch is cut', () => {
    const [from, until] = [local('2026-10-05'), local('2026-10-08')]
    const whole = week.filter((reading) => reading.at < until)

    fc.assert(
      fc.property(fc.integer({ min: from, max: until }), (cut) => {
        const before = [...simulateReadings({ document, seed, from, until: cut })].flat()
        const after = [...simulateReadings({ document, seed, from: cut, until })].flat()

        expect(before.concat(after)).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  })

  test('come in time order, in batches of at most five thousand', () => {
    const batches = [
      ...simulateReadings({ document, seed, from: local('2026-10-05'), until: local('2026-10-07') }),
    ]

    expect(batches.length).toBeGreaterThan(2)
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(5_000)
    expect(batches.flat().every((reading, index, all) => reading.at >= (all[index - 1]?.at ?? 0))).toBe(true)
  })

  test('lie inside the stretch', () => {
    const [from, until] = [local('2026-10-05T11:13'), local('2026-10-06T15:47')]
    const times = readingsBetween('2026-10-05T11:13', '2026-10-06T15:47').map((reading) => reading.at)

    expect(Math.min(...times)).toBeGreaterThanOrEqual(from)
    expect(Math.max(...times)).toBeLessThan(until)
    expect(readingsBetween('2026-10-05', '2026-10-05')).toEqual([])
  })

  test('have identities of their own', () => {
    expect(new Set(week.map(identity)).size).toBe(week.length)
  })

  test('are what the server takes', () => {
    expect(week.filter((reading) => !isWellFormed(reading))).toEqual([])
    expect(new Set(week.map((reading) => reading.type)).size).toBeGreaterThanOrEqual(4)
  })

  test('come from every sensor', () => {
    const heard = new Set(week.flatMap((reading) => ('sensor' in reading ? [reading.sensor] : [])))

    expect(heard.size).toBe(document.sensors.length)
  })

  test('of a room do not depend on which other rooms there are', () => {
    const few = planPortfolio({ spaces: 12, seed })
    const special = new Set([...partsIn(document), ...partsIn(few)])
    const serials = few.sensors.map((sensor) => sensor.serial_number).filter((serial) => !special.has(serial))
    const heardOf = (readings: readonly WireReading[]) =>
      readings.filter((reading) => 'sensor' in reading && serials.includes(reading.sensor))

    expect(serials.length).toBeGreaterThan(5)
    expect(heardOf(readingsBetween('2026-10-05', '2026-10-07', { document: few }))).toEqual(
      heardOf(readingsBetween('2026-10-05', '2026-10-07')),
    )
  })
})

/** Serial numbers of sensors whose readings depend on who else is there, in the week that the tests tell. */
function partsIn(portfolio: PortfolioDocument): string[] {
  const cast = castOf(scenesOf(portfolio), seed)
  const spaces = [cast.eventSpace, cast.hardlyUsedSpace]
  const over = portfolio.sensors.filter(({ space_ids = [] }) => space_ids.some((id) => spaces.includes(id)))
  const outage = outageAround(cast, seed, local('2026-10-05') / DAY_MS)
  return [
    cast.flakySensor ?? '',
    cast.silentSensor ?? '',
    outage?.sensor ?? '',
    ...over.map((sensor) => sensor.serial_number),
  ]
}

describe('a portfolio in several time zones', () => {
  const split = {
    spaces: [
      {
        id: 'spc_east',
        name: 'East',
        space_type: 'building',
        parent_id: null,
        time_zone: 'America/New_York',
      },
      { id: 'spc_far', name: 'Far', space_type: 'building', parent_id: null, time_zone: 'Asia/Kathmandu' },
      { id: 'spc_a', name: 'A', space_type: 'space', parent_id: 'spc_east', function: 'cafe', capacity: 30 },
      { id: 'spc_b', name: 'B', space_type: 'space', parent_id: 'spc_far', function: 'cafe', capacity: 30 },
      { id: 'spc_c', name: 'C', space_type: 'space', parent_id: 'spc_far', function: 'lounge', capacity: 9 },
      {
        id: 'spc_d',
        name: 'D',
        space_type: 'space',
        parent_id: 'spc_east',
        function: 'theater',
        capacity: 40,
      },
    ],
    sensors: [
      { serial_number: 'A1', sensor_type: 'oa', space_ids: ['spc_a'] },
      { serial_number: 'B1', sensor_type: 'oa', space_ids: ['spc_b', 'spc_c'], heartbeat_seconds: 600 },
      { serial_number: 'B2', sensor_type: 'oa', space_ids: ['spc_b'] },
      { serial_number: 'E1', sensor_type: 'entry', doorway_id: 'drw_1' },
    ],
    doorways: [
      { id: 'drw_1', name: 'One', spaces: [{ id: 'spc_d', sensor_placement: 1 }] },
      { id: 'drw_2', name: 'Two', spaces: [{ id: 'spc_d', sensor_placement: -1 }] },
    ],
  } as const
  const [from, until] = [Date.UTC(2026, 9, 6), Date.UTC(2026, 9, 8)]
  const whole = [...simulateReadings({ document: split, seed, from, until })].flat()

  test('lives by the clock of each space', () => {
    const hoursOf = (serial: string) =>
      whole
        .filter((reading) => reading.type === 'count' && reading.sensor === serial && reading.count > 0)
        .map((reading) => Math.floor(reading.at / 3_600_000) % 24)

    expect(hoursOf('A1').every((hour) => hour >= 11 || hour <= 3)).toBe(true)
    expect(hoursOf('B2').every((hour) => hour >= 1 && hour <= 17)).toBe(true)
  })

  test('is the same however the stretch is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: from, max: until }), (cut) => {
        const before = [...simulateReadings({ document: split, seed, from, until: cut })].flat()
        const after = [...simulateReadings({ document: split, seed, from: cut, until })].flat()

        expect(before.concat(after)).toEqual(whole)
      }),
      { numRuns: 25 },
    )
  })

  test('names the space where a sensor covers several, and the doorway where it has no sensor', () => {
    const counts = whole.filter((reading) => reading.type === 'count' && reading.sensor === 'B1')
    const crossings = whole.filter((reading) => reading.type === 'crossing')

    expect(new Set(counts.map((reading) => ('space_id' in reading ? reading.space_id : '')))).toEqual(
      new Set(['spc_b', 'spc_c']),
    )
    expect(crossings.some((reading) => 'doorway_id' in reading && reading.doorway_id === 'drw_2')).toBe(true)
    expect(crossings.some((reading) => 'sensor' in reading && reading.sensor === 'E1')).toBe(true)
  })
})
