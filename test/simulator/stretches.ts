import { DAY_MS, HOUR_MS } from '../../src/domain/time/interval.ts'
import { zoneOf } from '../../src/domain/time/zone.ts'
import { planPortfolio } from '../../src/simulator/portfolio-plan.ts'
import { type SimulateReadingsOptions, simulateReadings } from '../../src/simulator/readings.ts'
import type { WireReading } from '../../src/simulator/wire-reading.ts'

/** The demo portfolio that the simulator's tests share, and the seed of its story. */
export const seed = 7
export const document = planPortfolio({ seed })
export const newYork = zoneOf('America/New_York')

/** The instant of a wall clock in the demo's zone, written as in `2026-03-09` or `2026-03-09T12:30`. */
export function local(text: string): number {
  return newYork.instantOf(Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00Z`))
}

/** The readings of the demo portfolio between two local times. */
export function readingsBetween(
  from: string,
  until: string,
  options: Partial<SimulateReadingsOptions> = {},
): WireReading[] {
  const stretch = { document, seed, from: local(from), until: local(until), ...options }
  return [...simulateReadings(stretch)].flat()
}

/** The serial numbers of the sensors over a space. */
export function serialsOver(spaceId: string): string[] {
  return document.sensors
    .filter((sensor) => sensor.space_ids?.includes(spaceId))
    .map((sensor) => sensor.serial_number)
}

/** The id of the demo space with a name. */
export function spaceNamed(name: string): string {
  const space = document.spaces.find((candidate) => candidate.name === name)
  if (space === undefined) throw new Error(`no space named ${name}`)
  return space.id
}

/**
 * Person-hours by local hour of the day (24 values) that the counts of a space's sensor tell between two local
 * times.
 */
export function personHoursByHour(spaceId: string, from: string, until: string): number[] {
  const [serial] = serialsOver(spaceId)
  const sums = new Array<number>(24).fill(0)
  let count = 0
  let since = local(from)
  const tell = (at: number) => {
    while (since < at) {
      const wall = newYork.wallOf(since)
      const stop = Math.min(at, since + HOUR_MS - (wall % HOUR_MS))
      const hour = Math.floor((wall % DAY_MS) / HOUR_MS)
      sums[hour] = (sums[hour] ?? 0) + (count * (stop - since)) / HOUR_MS
      since = stop
    }
  }
  for (const reading of readingsBetween(from, until)) {
    if (reading.type !== 'count' || reading.sensor !== serial) continue
    tell(reading.at)
    count = reading.count
  }
  tell(local(until))
  return sums
}

/** Sum of a list. */
export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
