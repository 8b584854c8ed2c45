import { silentFrom } from '../health/silence.ts'
import type { SensorCorrections } from '../portfolio/correction.ts'
import type { SpaceKey } from '../portfolio/space.ts'
import type { SubjectKey } from '../portfolio/subject.ts'
import type { Carry } from '../reading/carry.ts'
import { type HealthWord, isCount, type Reading, ReadingKind } from '../reading/reading.ts'
import type { SubjectReadings } from '../reading/subject-readings.ts'
import { finish } from '../steps.ts'
import { type EpochMs, type Interval, intersect } from '../time/interval.ts'
import { cutsInside, holdsAt } from './correction-spans.ts'
import { type Contributor, sumOf } from './occupancy-sum.ts'
import type { Segment } from './segment.ts'
import type { OccupancySink } from './segment-builder.ts'
import type { SensorWatch } from './sensor-watch.ts'

/** Where the readings of a subject are to be had. */
export type ReadingsOf = (subject: SubjectKey) => SubjectReadings

/** A span during which the number of sensors that are online did not change. */
export type OnlineStep = Pick<Segment, 'start' | 'end' | 'online'>

/** The highest count of a waffle sensor: it stands for that many or more (Density v3, counting modes). */
const WAFFLE_CEILING = 3

/**
 * The number of watched sensors that are online, over an interval that must not be empty. Steps ascend and tile
 * it; neighbours differ.
 */
export function onlineSteps(
  watches: readonly SensorWatch[],
  interval: Interval,
  readingsOf: ReadingsOf,
): readonly OnlineStep[] {
  return finish(sumOf(interval, sensorContributors(watches, null, interval, readingsOf))).segments
}

/**
 * What each sensor adds to a space during an interval: that it is online (native.md §4), and its count from its
 * first one for the space on. Without a space: only that it is online. One that is ignored is offline (native.md §7).
 */
export function sensorContributors(
  watches: readonly SensorWatch[],
  space: SpaceKey | null,
  interval: Interval,
  readingsOf: ReadingsOf,
): readonly Contributor[] {
  return watches.map((watch) => (sink) => {
    const said = readingsOf(watch.subject)
    for (const span of watch.spans) {
      const tracked = intersect(span, interval)
      if (tracked === null) continue
      for (const stretch of stretchesOf(watch, tracked)) followStretch(watch, space, stretch, said, sink)
      if (tracked.end < interval.end) sink.put(tracked.end, null, 0, false)
    }
  })
}

function followStretch(
  watch: SensorWatch,
  space: SpaceKey | null,
  stretch: Stretch,
  { carry, readings }: SubjectReadings,
  sink: OccupancySink,
): void {
  if (stretch.isIgnored) sink.put(stretch.start, null, 0, false)
  else new SensorTrack(watch, space, stretch, carry, sink).follow(readings)
}

/**
 * Whether a sensor's count stands for that many or more: by the ceiling that people said it has, else by its own word, or
 * because a waffle counts no further.
 */
export function isCapped(count: number, capped: boolean, waffle: boolean, ceiling: number | null): boolean {
  return ceiling === null ? capped || (waffle && count >= WAFFLE_CEILING) : count >= ceiling
}

/** The ceiling that people said a sensor has at an instant; `null` when nobody did. */
export function ceilingAt(corrected: SensorCorrections | undefined, at: EpochMs): number | null {
  return corrected?.ceilings.findLast((span) => holdsAt(span, at))?.ceiling ?? null
}

/** Whether people said that a sensor is not to be believed at an instant. */
export function isIgnored(corrected: SensorCorrections | undefined, at: EpochMs): boolean {
  return corrected?.ignored.some((span) => holdsAt(span, at)) ?? false
}

/** A span during which no correction of a sensor begins or ends. */
interface Stretch extends Interval {
  readonly isIgnored: boolean
  readonly ceiling: number | null
}

function stretchesOf(watch: SensorWatch, span: Interval): readonly Stretch[] {
  const { ignored = [], ceilings = [] } = watch.corrected ?? {}
  const starts = [span.start, ...cutsInside([...ignored, ...ceilings], span)]
  return starts.map((start, index) => ({
    start,
    end: starts[index + 1] ?? span.end,
    isIgnored: isIgnored(watch.corrected, start),
    ceiling: ceilingAt(watch.corrected, start),
  }))
}

/** Follows one sensor through its readings and says what it adds during a span. */
class SensorTrack {
  readonly #watch: SensorWatch
  readonly #space: SpaceKey | null
  readonly #span: Stretch
  readonly #sink: OccupancySink
  #count: number | null = null
  #capped = false
  /** When it goes offline unless something is heard before; in the past, it is offline. */
  #silentAt: EpochMs

  constructor(watch: SensorWatch, space: SpaceKey | null, span: Stretch, carry: Carry, sink: OccupancySink) {
    this.#watch = watch
    this.#space = space
    this.#span = span
    this.#sink = sink
    this.#silentAt =
      carry.lastAt === null ? -Infinity : silentFrom(carry.lastAt, carry.health, watch.heartbeatMs)
    const held = carry.held.find((count) => count.space === space)
    if (held !== undefined) this.#hold(held.count, held.capped)
  }

  follow(readings: readonly Reading[]): void {
    const { start, end } = this.#span
    let index = 0
    for (let at = readings[0]?.at ?? end; at < start; at = readings[index]?.at ?? end) {
      index = this.#hear(readings, index, at)
    }
    this.#settle(start)
    for (let at = readings[index]?.at ?? end; at < end; at = readings[index]?.at ?? end) {
      this.#fallSilent(at)
      index = this.#hear(readings, index, at)
      this.#settle(at)
    }
    this.#fallSilent(end)
  }

  /** Takes in the readings of one instant, which take effect together, and returns the index of the next one. */
  #hear(readings: readonly Reading[], first: number, at: EpochMs): number {
    let health: HealthWord | null = null
    let index = first
    let reading = readings[index]
    while (reading?.at === at) {
      // They are in order of `seq`, and the highest holds.
      if (reading.kind === ReadingKind.health) health = reading.value as HealthWord
      else if (isCount(reading) && reading.space === this.#space) this.#hold(reading.value, reading.capped)
      reading = readings[++index]
    }
    this.#silentAt = silentFrom(at, health, this.#watch.heartbeatMs)
    return index
  }

  #hold(count: number, capped: boolean): void {
    this.#count = count
    this.#capped = isCapped(count, capped, this.#watch.waffle, this.#span.ceiling)
  }

  #fallSilent(until: EpochMs): void {
    if (this.#silentAt < until) this.#settle(this.#silentAt)
  }

  #settle(at: EpochMs): void {
    const online = at < this.#silentAt
    this.#sink.put(at, online ? this.#count : null, online ? 1 : 0, online && this.#capped)
  }
}
