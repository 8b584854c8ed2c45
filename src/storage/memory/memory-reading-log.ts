import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import { type Carry, carryOver, emptyCarry, sameCarry } from '../../domain/reading/carry.ts'
import {
  compareReadings,
  flowsCollide,
  isRedelivery,
  type Reading,
  sameContent,
} from '../../domain/reading/reading.ts'
import type { SubjectReadings } from '../../domain/reading/subject-readings.ts'
import { type Day, type DayRange, dayOf, dayStart } from '../../domain/time/day.ts'
import { addDays, type DayRanges } from '../../domain/time/day-ranges.ts'
import { type Arrival, type LogRow, refusedWithLast } from '../log-row.ts'
import type { Appended, AppendOutcome, ReadingLog, TouchListener } from '../reading-log.ts'
import type { StopSignal } from '../stop-signal.ts'
import { MemoryLogRows } from './memory-log-rows.ts'

/** The reading log in memory, by the plainest means: what other engines are compared with. */
export class MemoryReadingLog implements ReadingLog {
  readonly #subjects = new Map<SubjectKey, readonly Reading[]>()
  readonly #listeners: TouchListener[] = []
  readonly #rows: MemoryLogRows
  #pending = 0

  constructor(rows: MemoryLogRows = new MemoryLogRows()) {
    this.#rows = rows
  }

  /** How many readings are kept. */
  get size(): number {
    return [...this.#subjects.values()].reduce((sum, readings) => sum + readings.length, 0)
  }

  async append(
    organization: OrganizationKey,
    arrivals: readonly Arrival[],
    actor: string | null = null,
  ): Promise<Appended> {
    const before = new Map<SubjectKey, readonly Reading[]>()
    const changed = new Map<SubjectKey, Set<Day>>()
    const accepted: Arrival[] = []
    const outcomes: AppendOutcome[] = []
    for (const arrival of arrivals) {
      const { reading } = arrival
      const { subject, at } = reading
      const readings = this.#readings(subject)
      const refusal = refusedWithLast<AppendOutcome>(arrival, outcomes)
      const { outcome, after } = refusal === null ? place(readings, arrival) : refused(refusal, readings)
      outcomes.push(outcome)
      if (outcome !== 'accepted') continue
      if (!before.has(subject)) before.set(subject, readings)
      changed.set(subject, (changed.get(subject) ?? new Set()).add(dayOf(at)))
      this.#subjects.set(subject, after)
      this.#pending++
      // What replaces nothing is a reading like any other, and kept as such.
      accepted.push({ reading, replace: after.length === readings.length })
    }
    const touched = [...changed].flatMap(([subject, days]) =>
      touchedDays(before.get(subject) ?? [], this.#readings(subject), days).map((range) => ({
        subject,
        days: range,
      })),
    )
    if (accepted.length > 0) this.#rows.add({ kind: 'readings', organization, actor, arrivals: accepted })
    if (touched.length > 0) for (const listener of this.#listeners) listener(touched, accepted)
    return { outcomes, seq: this.position(organization) }
  }

  position(organization: OrganizationKey): number {
    return this.#rows.position(organization)
  }

  follow(organization: OrganizationKey, after: number, signal: StopSignal): AsyncIterable<LogRow> {
    return this.#rows.follow(organization, after, signal)
  }

  async rowsAfter(organization: OrganizationKey, after: number, limit: number): Promise<readonly LogRow[]> {
    return this.#rows.rowsAfter(organization, after, limit)
  }

  onTouched(listener: TouchListener): void {
    this.#listeners.push(listener)
  }

  async read(subject: SubjectKey, days: DayRange): Promise<SubjectReadings> {
    const readings = this.#readings(subject)
    const start = firstFrom(readings, days.from)
    return {
      carry: carryOver(emptyCarry, readings.slice(0, start)),
      readings: readings.slice(start, firstFrom(readings, days.until)),
    }
  }

  async head(subject: SubjectKey): Promise<Carry> {
    return carryOver(emptyCarry, this.#readings(subject))
  }

  async extent(subject: SubjectKey): Promise<DayRange | null> {
    const readings = this.#readings(subject)
    const first = readings[0]
    const last = readings.at(-1)
    return first === undefined || last === undefined
      ? null
      : { from: dayOf(first.at), until: dayOf(last.at) + 1 }
  }

  async count(subject: SubjectKey): Promise<number> {
    return this.#readings(subject).length
  }

  async remove(
    organization: OrganizationKey,
    subjects: readonly SubjectKey[],
    actor: string | null = null,
  ): Promise<number> {
    if (subjects.length > 0) this.#rows.add({ kind: 'removal', organization, actor, subjects })
    for (const subject of subjects) this.#subjects.delete(subject)
    return this.position(organization)
  }

  pending(): number {
    return this.#pending
  }

  async checkpoint(): Promise<void> {
    this.#pending = 0
  }

  #readings(subject: SubjectKey): readonly Reading[] {
    return this.#subjects.get(subject) ?? []
  }
}

interface Placed {
  readonly outcome: AppendOutcome
  readonly after: readonly Reading[]
}

function refused(outcome: AppendOutcome, readings: readonly Reading[]): Placed {
  return { outcome, after: readings }
}

function place(readings: readonly Reading[], { reading, replace }: Arrival): Placed {
  const index = readings.findLastIndex((other) => compareReadings(other, reading) <= 0)
  const found = readings[index]
  if (!replace && readings.some((other) => isRedelivery(other, reading)))
    return refused('duplicate', readings)
  const isSame = (other: Reading) => compareReadings(other, reading) === 0
  if (
    reading.flow !== undefined &&
    readings.some((other) => flowsCollide(other, reading) && !(replace && isSame(other)))
  )
    return refused('conflict', readings)
  if (found === undefined || compareReadings(found, reading) !== 0)
    return { outcome: 'accepted', after: readings.toSpliced(index + 1, 0, reading) }
  if (sameContent(found, reading)) return { outcome: 'duplicate', after: readings }
  if (!replace) return refused('conflict', readings)
  return { outcome: 'accepted', after: readings.with(index, reading) }
}

/** The days whose readings changed, and those that a changed carry leads into. */
function touchedDays(
  before: readonly Reading[],
  after: readonly Reading[],
  changed: ReadonlySet<Day>,
): DayRanges {
  let touched: DayRanges = []
  const first = Math.min(...changed)
  const days = [...new Set(after.map(({ at }) => dayOf(at)))].filter((day) => day >= first)
  for (const [index, day] of days.entries()) {
    if (changed.has(day)) touched = addDays(touched, { from: day, until: day + 1 })
    const until = days[index + 1] ?? Number.POSITIVE_INFINITY
    const same = sameCarry(carryAfter(before, day), carryAfter(after, day))
    // The carry into the next day with readings, and so into all days up to it.
    if (!same) touched = addDays(touched, { from: day + 1, until: until + 1 })
  }
  return touched
}

function carryAfter(readings: readonly Reading[], day: Day): Carry {
  return carryOver(emptyCarry, readings.slice(0, firstFrom(readings, day + 1)))
}

/** The index of the first reading from a day on. */
function firstFrom(readings: readonly Reading[], day: Day): number {
  const index = readings.findIndex(({ at }) => at >= dayStart(day))
  return index === -1 ? readings.length : index
}
