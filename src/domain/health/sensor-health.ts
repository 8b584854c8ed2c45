import { HealthWord, type Reading, ReadingKind } from '../reading/reading.ts'
import type { SubjectReadings } from '../reading/subject-readings.ts'
import type { EpochMs, Interval } from '../time/interval.ts'
import { silentFrom } from './silence.ts'

/**
 * How a sensor is doing (density-v3.md §6): `healthy` online and sending, `degraded` online by its own word that it
 * is not well, `offline`, `unknown` never heard of.
 */
export const healthStatuses = ['healthy', 'degraded', 'offline', 'unknown'] as const
export type HealthStatus = (typeof healthStatuses)[number]

/** A span during which a sensor's health did not change. */
export interface HealthStep extends Interval {
  readonly status: HealthStatus
}

/**
 * A sensor's health over an interval, which must not be empty: steps that ascend and tile it; neighbours differ.
 *
 * A `health` reading rules from its instant to the next reading of any kind; any other reading makes the sensor
 * healthy; silence for three heartbeats makes it offline (density-v3.md §10, native.md §4). It is online in the
 * folds of occupancy exactly while it is healthy or degraded here. Readings after the interval change nothing.
 */
export function sensorHealth(
  { carry, readings }: SubjectReadings,
  heartbeatMs: number | null,
  interval: Interval,
): readonly HealthStep[] {
  const line = new HealthLine(interval, heartbeatMs)
  if (carry.lastAt !== null) line.hear(carry.lastAt, carry.health)
  let index = 0
  for (let at = readings[0]?.at ?? Infinity; at < interval.end; at = readings[index]?.at ?? Infinity) {
    const first = index
    while (readings[index]?.at === at) index++
    line.hear(at, lastWord(readings, first, index))
  }
  return line.finish()
}

/** The health word of one instant's readings: they are in order of `seq`, and the highest holds. */
function lastWord(readings: readonly Reading[], first: number, end: number): HealthWord | null {
  for (let index = end - 1; index >= first; index--) {
    const reading = readings[index]
    if (reading?.kind === ReadingKind.health) return reading.value as HealthWord
  }
  return null
}

/** Builds the steps of an interval from what is heard, in order of time. */
class HealthLine {
  readonly #interval: Interval
  readonly #heartbeatMs: number | null
  readonly #steps: HealthStep[] = []
  #since: EpochMs
  #status: HealthStatus = 'unknown'
  #silentFrom: EpochMs = Infinity

  constructor(interval: Interval, heartbeatMs: number | null) {
    this.#interval = interval
    this.#heartbeatMs = heartbeatMs
    this.#since = interval.start
  }

  hear(at: EpochMs, word: HealthWord | null): void {
    this.#fallSilent(at)
    this.#put(at, statusOf(word))
    this.#silentFrom = silentFrom(at, word, this.#heartbeatMs)
  }

  finish(): readonly HealthStep[] {
    this.#fallSilent(this.#interval.end)
    this.#close(this.#interval.end)
    return this.#steps
  }

  #fallSilent(until: EpochMs): void {
    if (this.#silentFrom < until) this.#put(this.#silentFrom, 'offline')
  }

  #put(at: EpochMs, status: HealthStatus): void {
    if (status === this.#status) return
    if (at > this.#since) this.#close(at)
    this.#status = status
  }

  #close(end: EpochMs): void {
    this.#steps.push({ start: this.#since, end, status: this.#status })
    this.#since = end
  }
}

function statusOf(word: HealthWord | null): HealthStatus {
  if (word === HealthWord.offline) return 'offline'
  return word === HealthWord.degraded ? 'degraded' : 'healthy'
}
