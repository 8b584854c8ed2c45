import type { HealthStatus } from '../domain/health/sensor-health.ts'
import { isCapped } from '../domain/occupancy/sensor-track.ts'
import type { SensorWatch } from '../domain/occupancy/sensor-watch.ts'
import type { HeldCount } from '../domain/reading/carry.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { LiveSensor } from './live-sensor.ts'
import type { LiveSpace } from './live-space.ts'

/** What one sensor adds to one space now. Each change of it changes the sums that the space keeps. */
export class SensorLink {
  readonly space: LiveSpace
  readonly sensor: LiveSensor
  /** How the sensor is; `null` while its word does not go for the space. */
  status: HealthStatus | null = null
  /** The sensor's last count for the space, whether or not it is online; `null` when it gave none. */
  held: HeldCount | null = null
  /** When it was last heard of while its word goes for the space; `-Infinity` for never. */
  lastAt: EpochMs = -Infinity
  /** When its word begins or ceases to go for the space. */
  changesAt: EpochMs = Infinity
  readonly #watch: SensorWatch
  #counted: number | null = null
  #capped = false

  constructor(space: LiveSpace, sensor: LiveSensor, watch: SensorWatch) {
    this.space = space
    this.sensor = sensor
    this.#watch = watch
  }

  /** Whether the count that the sensor holds is at its ceiling. */
  get isHeldCapped(): boolean {
    return this.held !== null && isCapped(this.held.count, this.held.capped, this.#watch.waffle)
  }

  settle(sensor: LiveSensor, now: EpochMs): void {
    const { space } = this
    const inForce = this.#isInForce(now)
    const status = inForce ? sensor.status : null
    space.shift(this.status, status)
    this.status = status
    const lastAt = (inForce ? sensor.carry.lastAt : null) ?? -Infinity
    space.heard(this.lastAt, lastAt)
    this.lastAt = lastAt
    if (!space.countsSensors) return
    this.held = sensor.carry.held.find((count) => count.space === space.key) ?? null
    const isOnline = status === 'healthy' || status === 'degraded'
    const counted = isOnline && this.held !== null ? this.held.count : null
    const capped = counted !== null && this.isHeldCapped
    space.add(this.#counted, counted, Number(capped) - Number(this.#capped))
    this.#counted = counted
    this.#capped = capped
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
