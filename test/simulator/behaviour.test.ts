import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/domain/time/interval.ts'
import { castOf } from '../../src/simulator/scene/cast.ts'
import { outageAround } from '../../src/simulator/scene/incidents.ts'
import { scenesOf } from '../../src/simulator/scene/scenes.ts'
import type { WireReading } from '../../src/simulator/wire-reading.ts'
import {
  document,
  local,
  newYork,
  personHoursByHour,
  readingsBetween,
  seed,
  serialsOver,
  spaceNamed,
  total,
} from './stretches.ts'

const cast = castOf(scenesOf(document), seed)
const cafe = spaceNamed('Arbor Café')
const desks = spaceNamed('Open Desks East')

function personHours(spaceId: string, from: string, until: string): number {
  return total(personHoursByHour(spaceId, from, until))
}

function bySensor(readings: readonly WireReading[], serial: string | null | undefined): WireReading[] {
  return readings.filter((reading) => 'sensor' in reading && reading.sensor === serial)
}

describe('people', () => {
  test.each(['Arbor Café', 'Open Desks East', 'Reading Room', 'Hudson', 'Desk Pod A'])(
    'come to %s on weekdays more than on weekends',
    (name) => {
      const space = spaceNamed(name)
      const weekday = personHours(space, '2026-10-19', '2026-10-24') / 5
      const weekend = personHours(space, '2026-10-24', '2026-10-26') / 2

      expect(weekday).toBeGreaterThan(weekend * 1.3)
    },
  )

  test('eat at noon and leave their desks for it', () => {
    const eating = personHoursByHour(cafe, '2026-10-05', '2026-10-10')
    const working = personHoursByHour(desks, '2026-10-05', '2026-10-10')

    expect(Math.max(...eating)).toBe(Math.max(eating[12] ?? 0, eating[13] ?? 0))
    expect(working[12]).toBeLessThan((working[11] ?? 0) * 0.8)
    expect(working[12]).toBeLessThan((working[14] ?? 0) * 0.8)
  })

  test('stay away on a public holiday', () => {
    const holiday =
      personHours(desks, '2026-09-07', '2026-09-08') + personHours(cafe, '2026-09-07', '2026-09-08')
    const monday =
      personHours(desks, '2026-09-14', '2026-09-15') + personHours(cafe, '2026-09-14', '2026-09-15')

    expect(holiday).toBeLessThan(monday * 0.1)
  })

  test('are fewer in summer', () => {
    expect(personHours(cafe, '2026-07-13', '2026-07-18')).toBeLessThan(
      personHours(cafe, '2026-10-12', '2026-10-17') * 0.8,
    )
  })

  test('have all gone home at midnight', () => {
    const last = new Map<string, number>()
    for (const reading of readingsBetween('2026-10-05', '2026-10-06')) {
      if (reading.type === 'count') last.set(reading.sensor, reading.count)
    }

    expect([...last.values()].every((count) => count === 0)).toBe(true)
  })

  test.each([
    ['the clock goes forward', '2026-03-08', '2026-03-09', 23],
    ['the clock goes back', '2026-11-01', '2026-11-02', 25],
  ])('keep local hours on the day that %s', (_, from, until, hours) => {
    const counts = bySensor(readingsBetween(from, until), serialsOver(cafe)[0]).filter(
      (reading) => reading.type === 'count' && reading.count > 0,
    )
    const walls = counts.map((reading) => newYork.wallOf(reading.at) % DAY_MS)

    expect(local(until) - local(from)).toBe(hours * HOUR_MS)
    expect(walls.length).toBeGreaterThan(10)
    expect(Math.min(...walls)).toBeGreaterThanOrEqual(9 * HOUR_MS - 60_000)
    expect(Math.min(...walls)).toBeLessThan(11 * HOUR_MS)
    expect(Math.max(...walls)).toBeLessThan(21.5 * HOUR_MS)
  })
})

describe('doorways', () => {
  const hall = spaceNamed('Ortega Lecture Hall')
  const sides = new Map(
    document.doorways.flatMap((doorway) =>
      doorway.spaces
        .filter((side) => side.id === hall)
        .map((side) => [doorway.sensor_serial_number, side.sensor_placement] as const),
    ),
  )

  function movements(from: string, until: string): number[] {
    return readingsBetween(from, until).flatMap((reading) => {
      if (reading.type !== 'crossing' || !('sensor' in reading)) return []
      const placement = sides.get(reading.sensor)
      return placement === undefined ? [] : [placement * reading.direction * (reading.n ?? 1)]
    })
  }

  test('see people come before they go, and nearly all of them go', () => {
    const moves = movements('2026-10-06', '2026-10-07')
    let people = 0
    const counts = moves.map((move) => {
      people += move
      return people
    })
    const entered = total(moves.filter((move) => move > 0))

    expect(entered).toBeGreaterThan(200)
    expect(Math.max(...counts)).toBeGreaterThan(50)
    // Entrances that a sensor missed are all that can put the balance below nobody.
    expect(Math.min(...counts)).toBeGreaterThan(-entered * 0.02)
    expect(Math.abs(people)).toBeLessThan(entered * 0.03)
  })

  test('miscount a little, so that without a daily reset the error grows', () => {
    const drift = total(movements('2026-09-08', '2026-10-31'))

    expect(drift).toBeGreaterThan(20)
  })

  test('between two spaces see people go over and come back', () => {
    const door = document.doorways.find((doorway) => doorway.name === 'Terrace Door')
    const moves = bySensor(readingsBetween('2026-10-06', '2026-10-07'), door?.sensor_serial_number)
    const directions = moves.map((reading) => (reading.type === 'crossing' ? reading.direction : 0))

    expect(directions.filter((direction) => direction === 1).length).toBeGreaterThan(10)
    expect(directions.filter((direction) => direction === -1).length).toBeGreaterThan(10)
  })
})

describe('incidents', () => {
  test('crowd the event space beyond its capacity once a month in term', () => {
    const space = document.spaces.find(({ id }) => id === cast.eventSpace)
    const counts = bySensor(
      readingsBetween('2026-10-08', '2026-10-09'),
      serialsOver(cast.eventSpace ?? '')[0],
    )
    const peak = Math.max(...counts.map((reading) => (reading.type === 'count' ? reading.count : 0)))

    expect(space?.capacity).toBeGreaterThan(0)
    expect(peak).toBeGreaterThan(space?.capacity ?? Number.POSITIVE_INFINITY)
  })

  test('keep one sensor out for several whole days each quarter', () => {
    const outage = outageAround(cast, seed, local('2026-10-15') / DAY_MS)
    const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)
    const during = readingsBetween(dateOf(outage?.from ?? 0), dateOf(outage?.until ?? 0))
    const after = readingsBetween(dateOf(outage?.until ?? 0), dateOf((outage?.until ?? 0) + 1))

    expect((outage?.until ?? 0) - (outage?.from ?? 0)).toBeGreaterThanOrEqual(3)
    expect(during.length).toBeGreaterThan(1_000)
    expect(bySensor(during, outage?.sensor)).toEqual([])
    expect(bySensor(after, outage?.sensor).length).toBeGreaterThan(10)
  })

  test('silence one sensor for good from the moment asked for', () => {
    const silentFrom = local('2026-10-07T10:00')
    const readings = readingsBetween('2026-10-07', '2026-10-09', { silentFrom })
    const heard = bySensor(readings, cast.silentSensor)

    expect(heard.length).toBeGreaterThan(5)
    expect(heard.every((reading) => reading.at < silentFrom)).toBe(true)
    expect(readings.length).toBeGreaterThan(5_000)
  })

  test('make a flaky sensor say that it is unwell, say nothing, and come back with a fresh count', () => {
    const readings = bySensor(readingsBetween('2026-10-05', '2026-10-19'), cast.flakySensor)
    const gone = readings.findIndex((reading) => reading.type === 'health' && reading.status !== 'healthy')
    const [leaving, returning, count] = readings.slice(gone)

    expect(gone).toBeGreaterThan(0)
    expect(returning).toMatchObject({ type: 'health', status: 'healthy' })
    expect((returning?.at ?? 0) - (leaving?.at ?? 0)).toBeGreaterThanOrEqual(HOUR_MS)
    expect(count?.type).toBe('count')
  })

  test('leave one room nearly unused', () => {
    const used = personHours(cast.hardlyUsedSpace ?? '', '2026-10-05', '2026-10-31')
    const twin = personHours(spaceNamed('Hudson'), '2026-10-05', '2026-10-31')

    expect(used).toBeLessThan(twin * 0.3)
  })

  test('fall to different sensors', () => {
    const parts = [cast.flakySensor, cast.silentSensor, ...serialsOver(cast.eventSpace ?? '')]

    expect(new Set(parts).size).toBe(3)
    expect(parts.some((serial) => cast.outageSensors.includes(serial ?? ''))).toBe(false)
  })
})

describe('heartbeats', () => {
  test('never leave a sensor that sends them quiet for two of its intervals', () => {
    const outage = outageAround(cast, seed, local('2026-10-15') / DAY_MS)
    const readings = readingsBetween('2026-10-05', '2026-10-12')
    const beating = document.sensors.filter(
      ({ serial_number, heartbeat_seconds }) =>
        typeof heartbeat_seconds === 'number' &&
        serial_number !== cast.flakySensor &&
        serial_number !== outage?.sensor,
    )

    for (const { serial_number, heartbeat_seconds } of beating) {
      const times = bySensor(readings, serial_number).map((reading) => reading.at)
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
      expect(Math.max(...gaps)).toBeLessThan(2_000 * (heartbeat_seconds ?? 0))
    }
    expect(beating.length).toBeGreaterThan(30)
  })
})
