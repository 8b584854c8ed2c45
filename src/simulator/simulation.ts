import type { EpochMs } from '../domain/time/interval.ts'
import { calendarDayAt, type LocalDay, localDay } from './behaviour/local-day.ts'
import type { PortfolioDocument } from './portfolio-document.ts'
import { areaDay } from './scene/area-day.ts'
import { castOf } from './scene/cast.ts'
import { entryDay } from './scene/entry-day.ts'
import { interrupted } from './scene/interruptions.ts'
import type { Scene } from './scene/scene.ts'
import { scenesOf } from './scene/scenes.ts'
import { type SensorDay, withHeartbeats } from './scene/sensor-day.ts'
import type { Story } from './scene/space-visits.ts'
import type { WireReading } from './wire-reading.ts'

/** What makes two simulations the same. */
export interface SimulationOptions {
  readonly document: PortfolioDocument
  readonly seed: number
  /** When one of the sensors falls silent for good; never where absent. */
  readonly silentFrom?: EpochMs
}

/** A stretch of the story, all readings of it in time order. */
export interface Chapter {
  readonly start: EpochMs
  readonly end: EpochMs
  readonly readings: readonly WireReading[]
}

/**
 * A portfolio's life, told day by day: each local day of the first root's time zone is a chapter, which depends
 * on the options alone and not on the chapters before it.
 */
export class Simulation {
  readonly #scenes: readonly Scene[]
  readonly #story: Story
  readonly #silentFrom: EpochMs
  readonly #timeZone: string

  constructor({ document, seed, silentFrom = Number.POSITIVE_INFINITY }: SimulationOptions) {
    this.#scenes = scenesOf(document)
    this.#story = { seed, cast: castOf(this.#scenes, seed) }
    this.#silentFrom = silentFrom
    this.#timeZone = document.spaces.find((space) => space.parent_id === null)?.time_zone ?? 'UTC'
  }

  /** The chapter that an instant lies in. */
  chapterAt(at: EpochMs): Chapter {
    const { start, end } = localDay(this.#timeZone, calendarDayAt(this.#timeZone, at))
    const days = new Map<string, readonly LocalDay[]>()
    const readings: WireReading[] = []
    for (const scene of this.#scenes) {
      const known = days.get(scene.timeZone)
      const sceneDays = known ?? daysBetween(scene.timeZone, start, end)
      if (known === undefined) days.set(scene.timeZone, sceneDays)
      for (const day of sceneDays) this.#tell(scene, day, readings)
    }
    const inside =
      days.size > 1 ? readings.filter((reading) => start <= reading.at && reading.at < end) : readings
    // Sorting is stable and scenes come in document order, so equal instants have one order too.
    return { start, end, readings: inside.sort((a, b) => a.at - b.at) }
  }

  #tell(scene: Scene, day: LocalDay, into: WireReading[]): void {
    const days =
      scene.kind === 'area' ? [areaDay(scene, day, this.#story)] : entryDay(scene, day, this.#story)
    for (const sensorDay of days) {
      for (const reading of this.#heard(sensorDay, day)) into.push(reading)
    }
  }

  #heard(sensorDay: SensorDay, day: LocalDay): readonly WireReading[] {
    const readings = withHeartbeats(sensorDay, day)
    const { sensor } = sensorDay
    if (sensor === null) return readings
    return interrupted(sensor, readings, { day, story: this.#story, silentFrom: this.#silentFrom })
  }
}

function daysBetween(timeZone: string, start: EpochMs, end: EpochMs): LocalDay[] {
  const last = calendarDayAt(timeZone, end - 1)
  const days: LocalDay[] = []
  for (let day = calendarDayAt(timeZone, start); day <= last; day++) days.push(localDay(timeZone, day))
  return days
}
