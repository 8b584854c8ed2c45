import type { HealthStatus } from '../domain/health/sensor-health.ts'
import { nextCut } from '../domain/occupancy/correction-spans.ts'
import { ceilingAt, isCapped, isIgnored } from '../domain/occupancy/sensor-track.ts'
import type { SensorWatch } from '../domain/occupancy/sensor-watch.ts'
import type { Carry, HeldCount } from '../domain/reading/carry.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { LiveSpace } from './live-space.ts'

/** What a link needs to know of its sensor. */
interface LinkedSensor {
  readonly status: HealthStatus
  readonly carry: Carry
  readonly silentAt: EpochMs
}

/** What one sensor adds to one space now. Each change of it changes the sums that the space keeps. */
export class SensorLink {
  readonly space: LiveSpace
  readonly sensor: LinkedSensor
  /** How the sensor is; `null` while its word does not go for the space. */
  status: HealthStatus | null = null
  /** The sensor's last count for the space, whether or not it is online; `null` when it gave none. */
  held: HeldCount | null = null
  /** When it was last heard of while its word goes for the space; `-Infinity` for never. */
  lastAt: EpochMs = -Infinity
  /** When its word begins or ceases to go for the space, or a correction of either begins or ends. */
  changesAt: EpochMs = Infinity
  readonly #watch: SensorWatch
  #ceiling: number | null = null
  /** Since when it is ignored; `Infinity` while it is not. */
  #ignoredSince: EpochMs = Infinity
  #counted: number | null = null
  #capped = false

  constructor(space: LiveSpace, sensor: LinkedSensor, watch: SensorWatch) {
    this.space = space
    this.sensor = sensor
    this.#watch = watch
  }

  /** Whether the count that the sensor holds is at its ceiling. */
  get isHeldCapped(): boolean {
    const { held } = this
    return held !== null && isCapped(held.count, held.capped, this.#watch.waffle, this.#ceiling)
  }

  /** When it fell silent, or began to be ignored. */
  get silentAt(): EpochMs {
    return Math.min(this.sensor.silentAt, this.#ignoredSince)
  }

  settle(sensor: LinkedSensor, now: EpochMs): void {
    const { space } = this
    const inForce = this.#isInForce(now)
    this.#correct(now)
    const status = inForce ? this.#statusOf(sensor) : null
    space.shift(this.status, status)
    this.status = status
    const lastAt = (inForce ? sensor.carry.lastAt : null) ?? -Infinity
    space.heard(this.lastAt, lastAt)
    this.lastAt = lastAt
    if (!space.countsSensors) return
    this.changesAt = Math.min(this.changesAt, space.correctFor(now))
    this.held = sensor.carry.held.find((count) => count.space === space.key) ?? null
    const isOnline = status === 'healthy' || status === 'degraded'
    const counted = isOnline && this.held !== null ? this.held.count : null
    const capped = counted !== null && this.isHeldCapped
    space.add(this.#counted, counted, Number(capped) - Number(this.#capped))
    this.#counted = counted
    this.#capped = capped
  }

  #statusOf({ status }: LinkedSensor): HealthStatus {
    return this.#ignoredSince < Infinity && status !== 'unknown' ? 'offline' : status
  }

  #correct(now: EpochMs): void {
    const { corrected } = this.#watch
    this.#ceiling = ceilingAt(corrected, now)
    this.#ignoredSince = Infinity
    if (corrected === undefined) return
    const cuts = [...corrected.ignored, ...corrected.ceilings]
    this.changesAt = Math.min(this.changesAt, nextCut(cuts, now))
    if (!isIgnored(corrected, now)) return
    const inForce = corrected.ignored.filter(({ start, end }) => start <= now && now < end)
    this.#ignoredSince = Math.min(...inForce.map(({ start }) => start))
  }

  #isInForce(now: EpochMs): boolean {
    let inForce = false
    this.changesAt = Infinity
    for (const { start, end } of this.#watch.spans) {
      if (start <= now && now < end) inForce = true
      if (start > now) this.changesAt = Math.min(this.changesAt, start)
      else if (end > now) this.changesAt = Math.min(this.changesAt, end)
    }
    return inForce
  }
}
