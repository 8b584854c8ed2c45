import { type HealthStatus, type HealthStep, sensorHealth } from '../domain/health/sensor-health.ts'
import type { Sensor } from '../domain/portfolio/sensor.ts'
import { type SubjectKey, sensorSubject } from '../domain/portfolio/subject.ts'
import { carryOver } from '../domain/reading/carry.ts'
import { type Day, dayOf, dayStart, daysCovering } from '../domain/time/day.ts'
import type { EpochMs, Interval } from '../domain/time/interval.ts'
import { Pacing } from '../history/pacing.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import { LatestHealths } from './latest-healths.ts'
import type { HealthNow } from './occupancy-query.ts'

/** The most days read in one go on the way back to a change. */
const MOST_DAYS = 32

/** That a status in force as a day begins had been so since an earlier instant. */
interface Remembered {
  readonly day: Day
  readonly status: HealthStatus
  readonly heartbeatMs: number | null
  readonly since: EpochMs
}

/**
 * How sensors are and were doing, from their readings alone.
 *
 * When a status began may lie a year back, in a hundred thousand heartbeats. What was found is remembered up to the
 * start of the day it was asked on, and forgotten when readings from before that day arrive.
 */
export class SensorHealths {
  readonly #log: ReadingLog
  readonly #latest = new LatestHealths()
  readonly #remembered = new Map<SubjectKey, Remembered>()
  /** The latest day that anything is remembered, or being found, up to. */
  #newestDay: Day = -Infinity
  /** How often readings from before that day have arrived. */
  #lateArrivals = 0

  constructor(log: ReadingLog) {
    this.#log = log
    log.onTouched((touched, accepted) => {
      this.#latest.touched(touched, accepted)
      for (const { subject, days } of touched) {
        if (days.from >= this.#newestDay) continue
        this.#lateArrivals++
        this.#remembered.delete(subject)
      }
    })
  }

  /** How some sensors are doing at `now`, and since when. */
  async now(sensors: readonly Sensor[], now: EpochMs): Promise<readonly HealthNow[]> {
    const pacing = new Pacing()
    const found: HealthNow[] = []
    for (const sensor of sensors) {
      found.push(this.#latest.at(sensor, now) ?? (await this.#find(sensor, now, pacing)))
      await pacing.breathe()
    }
    return found
  }

  /** A sensor's health over an interval. */
  async during(sensor: Sensor, interval: Interval): Promise<readonly HealthStep[]> {
    if (interval.start >= interval.end) return []
    const readings = await this.#log.read(sensorSubject(sensor.key), daysCovering(interval))
    return sensorHealth(readings, sensor.heartbeatMs, interval)
  }

  /** Reads how a sensor is doing, and keeps it where nothing is known of the time after `now`. */
  async #find(sensor: Sensor, now: EpochMs, pacing: Pacing): Promise<HealthNow> {
    const seeking = this.#latest.seek(sensor)
    const found = await this.#healthAt(sensor, now, pacing)
    const { lastAt } = await this.#log.head(sensorSubject(sensor.key))
    if (lastAt === found.carry.lastAt) this.#latest.keep(seeking, found)
    return found
  }

  async #healthAt(sensor: Sensor, now: EpochMs, pacing: Pacing): Promise<HealthNow> {
    const today = dayOf(now)
    const start = dayStart(today)
    const heard = await this.#log.read(sensorSubject(sensor.key), { from: today, until: today + 1 })
    const carry = carryOver(
      heard.carry,
      heard.readings.filter(({ at }) => at <= now),
    )
    const last = sensorHealth(heard, sensor.heartbeatMs, { start, end: now + 1 }).at(-1)
    if (last === undefined || last.status === 'unknown')
      return { sensor, status: 'unknown', since: null, carry }
    const { status, start: began } = last
    const since = began > start ? began : await this.#sinceDay(sensor, status, today, pacing)
    return { sensor, status, since, carry }
  }

  /** When the status in force as a day begins began to be so. */
  async #sinceDay(sensor: Sensor, status: HealthStatus, day: Day, pacing: Pacing): Promise<EpochMs> {
    const subject = sensorSubject(sensor.key)
    const { heartbeatMs } = sensor
    this.#newestDay = Math.max(this.#newestDay, day)
    const known = this.#remembered.get(subject)
    const holds = known?.heartbeatMs === heartbeatMs && known.status === status && known.day <= day
    const lateArrivals = this.#lateArrivals
    const since = await this.#lookBack(sensor, status, day, holds ? known : null, pacing)
    if (lateArrivals === this.#lateArrivals)
      this.#remembered.set(subject, { day, status, heartbeatMs, since })
    return since
  }

  async #lookBack(
    sensor: Sensor,
    status: HealthStatus,
    day: Day,
    known: Remembered | null,
    pacing: Pacing,
  ): Promise<EpochMs> {
    const first = known?.day ?? (await this.#log.extent(sensorSubject(sensor.key)))?.from ?? day
    let until = day
    for (let days = 1; until > first; days = Math.min(MOST_DAYS, days * 2)) {
      const from = Math.max(first, until - days)
      const steps = await this.during(sensor, { start: dayStart(from), end: dayStart(until) })
      const last = steps.at(-1)
      if (last?.status !== status) return dayStart(until)
      if (steps.length > 1) return last.start
      until = from
      await pacing.breathe()
    }
    return known?.since ?? dayStart(until)
  }
}
