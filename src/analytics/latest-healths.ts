import { sensorHealth } from '../domain/health/sensor-health.ts'
import { sensorNow } from '../domain/health/sensor-now.ts'
import { silentFrom } from '../domain/health/silence.ts'
import type { Sensor } from '../domain/portfolio/sensor.ts'
import { type SubjectKey, sensorSubject } from '../domain/portfolio/subject.ts'
import { type Carry, carryOver } from '../domain/reading/carry.ts'
import { compareReadings, type Reading } from '../domain/reading/reading.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Arrival } from '../storage/log-row.ts'
import type { Touched } from '../storage/reading-log.ts'
import type { HealthNow } from './occupancy-query.ts'

/** The most readings that wait for the next question; beyond it a sensor is read anew. */
const MOST_COMING = 32

/** How a sensor was as its last reading said, and what has arrived since. */
interface Latest {
  readonly heartbeatMs: number | null
  carry: Carry
  lastAt: EpochMs
  /** When it began to be as it was at `lastAt`; `null` for not known. */
  since: EpochMs | null
  /** Later than `lastAt`, as they arrived. */
  coming: Reading[]
}

/** That a sensor is being read: nothing may arrive for it until then. */
export type Seeking = object

/**
 * How sensors were when they were last heard of. Readings that come later are added, so that asking about thousands
 * of sensors again reads nothing; whatever changes the past of a sensor has it forgotten.
 */
export class LatestHealths {
  readonly #latest = new Map<SubjectKey, Latest>()
  readonly #sought = new Map<SubjectKey, Seeking>()

  /** Takes note of an append. */
  touched(touched: readonly Touched[], accepted: readonly Arrival[]): void {
    if (this.#latest.size + this.#sought.size === 0) return
    const heard = new Set<SubjectKey>()
    for (const arrival of accepted) {
      heard.add(arrival.reading.subject)
      this.#hear(arrival)
    }
    for (const { subject } of touched) {
      this.#sought.delete(subject)
      if (!heard.has(subject)) this.#latest.delete(subject)
    }
  }

  /** How a sensor is doing at `now`; `null` where the log has to be read. */
  at(sensor: Sensor, now: EpochMs): HealthNow | null {
    const { heartbeatMs } = sensor
    const latest = this.#latest.get(sensorSubject(sensor.key))
    if (latest === undefined || latest.heartbeatMs !== heartbeatMs || now < latest.lastAt) return null
    takeIn(latest, now)
    const { carry, lastAt } = latest
    const status = sensorNow(carry, heartbeatMs, now)
    const isAsItWas = status === sensorNow(carry, heartbeatMs, lastAt)
    const since = isAsItWas ? latest.since : silentFrom(lastAt, carry.health, heartbeatMs)
    return since === null ? null : { sensor, status, since, carry }
  }

  /** To be called before a sensor is read. */
  seek(sensor: Sensor): Seeking {
    const seeking = {}
    this.#sought.set(sensorSubject(sensor.key), seeking)
    return seeking
  }

  /** Keeps what was read of a sensor, whose last reading must be the last that there is, if nothing arrived meanwhile. */
  keep(seeking: Seeking, { sensor, status, since, carry }: HealthNow): void {
    const subject = sensorSubject(sensor.key)
    if (this.#sought.get(subject) !== seeking) return
    this.#sought.delete(subject)
    const { heartbeatMs } = sensor
    const { lastAt } = carry
    if (lastAt === null) return
    const isAsItWas = status === sensorNow(carry, heartbeatMs, lastAt)
    this.#latest.set(subject, { heartbeatMs, carry, lastAt, since: isAsItWas ? since : null, coming: [] })
  }

  #hear({ reading, replace }: Arrival): void {
    const { subject, at } = reading
    this.#sought.delete(subject)
    const latest = this.#latest.get(subject)
    if (latest === undefined) return
    const isNext = !replace && at > latest.lastAt && latest.coming.length < MOST_COMING
    if (isNext) latest.coming.push(reading)
    else this.#latest.delete(subject)
  }
}

/** Adds what arrived and is not later than `now`. */
function takeIn(latest: Latest, now: EpochMs): void {
  const arrived = latest.coming.filter(({ at }) => at <= now).toSorted(compareReadings)
  const last = arrived.at(-1)
  if (last === undefined) return
  const interval = { start: latest.lastAt, end: last.at + 1 }
  const steps = sensorHealth({ carry: latest.carry, readings: arrived }, latest.heartbeatMs, interval)
  if (steps.length > 1) latest.since = steps.at(-1)?.start ?? null
  latest.coming = latest.coming.filter(({ at }) => at > now)
  latest.carry = carryOver(latest.carry, arrived)
  latest.lastAt = last.at
}
