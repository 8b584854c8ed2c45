import type { HealthStatus } from '../domain/health/sensor-health.ts'
import { sensorNow } from '../domain/health/sensor-now.ts'
import { silentFrom } from '../domain/health/silence.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import { type Carry, carryOver, emptyCarry } from '../domain/reading/carry.ts'
import { dayOf, dayStart } from '../domain/time/day.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import type { SensorLink } from './sensor-link.ts'

/** A sensor, or a doorway without one, as it is now. */
export class LiveSensor {
  readonly subject: SubjectKey
  readonly heartbeatMs: number | null
  /** Its parts in spaces. */
  readonly links: SensorLink[] = []
  /** All it said up to the moment it was last brought up to. */
  carry: Carry = emptyCarry
  status: HealthStatus = 'unknown'
  /** When it went, or goes, offline unless it is heard of before. */
  silentAt: EpochMs = -Infinity
  /** The latest moment of any reading that was kept, in the future or not. */
  heardAt: EpochMs = -Infinity
  /** When it changes by itself. */
  dueAt: EpochMs = Infinity
  /** When its next reading that was kept already is, or the log has to be looked at again. */
  #nextAt: EpochMs = Infinity
  #mustRead = true

  constructor(subject: SubjectKey, heartbeatMs: number | null) {
    this.subject = subject
    this.heartbeatMs = heartbeatMs
  }

  /** Takes over what another object for the same sensor has read. */
  continue(other: LiveSensor): void {
    this.carry = other.carry
    this.heardAt = other.heardAt
    this.#nextAt = other.#nextAt
    this.#mustRead = other.#mustRead
  }

  /** Says that the log has to be read again. */
  distrust(): void {
    this.#mustRead = true
  }

  /** Whether the log has to be read to know how it is at an instant. */
  mustReadFor(now: EpochMs): boolean {
    return this.#mustRead || now >= this.#nextAt || now < (this.carry.lastAt ?? -Infinity)
  }

  /** Reads what it said up to and including `now`. */
  async read(now: EpochMs, log: Pick<ReadingLog, 'read' | 'head'>): Promise<void> {
    // What is kept from here on marks it again.
    this.#mustRead = false
    try {
      const head = await log.head(this.subject)
      this.heardAt = Math.max(this.heardAt, head.lastAt ?? -Infinity)
      if (head.lastAt === null || head.lastAt <= now) {
        this.carry = head
        this.#nextAt = Infinity
        return
      }
      const days = { from: dayOf(now), until: dayOf(now) + 2 }
      const { carry, readings } = await log.read(this.subject, days)
      const coming = readings.findIndex(({ at }) => at > now)
      this.carry = carryOver(carry, coming === -1 ? readings : readings.slice(0, coming))
      this.#nextAt = readings[coming]?.at ?? dayStart(days.until)
    } catch (error) {
      this.#mustRead = true
      throw error
    }
  }

  /** Works out how it is at `now`, for which it must have been read, and tells the spaces that rest on it. */
  settle(now: EpochMs): void {
    const { lastAt, health } = this.carry
    this.silentAt = lastAt === null ? -Infinity : silentFrom(lastAt, health, this.heartbeatMs)
    this.status = sensorNow(this.carry, this.heartbeatMs, now)
    let dueAt = Math.min(this.#nextAt, this.silentAt > now ? this.silentAt : Infinity)
    for (const link of this.links) {
      link.settle(this, now)
      if (link.changesAt < dueAt) dueAt = link.changesAt
    }
    this.dueAt = dueAt
  }
}
