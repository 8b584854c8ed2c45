import { partitionPoint } from '../../domain/occupancy/partition-point.ts'
import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import { type Carry, carryOver, emptyCarry, sameCarry } from '../../domain/reading/carry.ts'
import {
  compareReadings,
  flowsCollide,
  isRedelivery,
  MAX_FLOW_MS,
  REDELIVERY_MS,
  type Reading,
  sameContent,
} from '../../domain/reading/reading.ts'
import type { SubjectReadings } from '../../domain/reading/subject-readings.ts'
import { type Day, type DayRange, dayOf } from '../../domain/time/day.ts'
import { addDays, type DayRanges } from '../../domain/time/day-ranges.ts'
import type { EpochMs, Interval } from '../../domain/time/interval.ts'
import type { Arrival } from '../log-row.ts'
import type { AppendOutcome } from '../reading-log.ts'
import type { AppendJournal } from './append-journal.ts'
import { carryOfDay, decidesCarry, indexOfDay, newOpenDay, type OpenDay, placeOf } from './open-day.ts'
import { carryThrough } from './pack-carry.ts'
import type { PackReader } from './pack-reader.ts'
import type { SubjectState } from './subject-state.ts'

/** The days of one subject: packs, and in front of them the open days that are not in packs yet. */
export class SubjectDays {
  readonly subject: SubjectKey
  readonly #packs: PackReader
  #count: number
  #firstDay: Day
  #lastDay: Day
  #lastAt: EpochMs
  #head: Carry
  #open: readonly OpenDay[] = []
  #unsettled: readonly OpenDay[] = []
  #notedBy = 0
  /** Of the append under way: the first day that readings were put at the end of, and the other days changed… */
  #pushedFrom = Number.POSITIVE_INFINITY
  #changed: Day[] = []
  /** …apart from those whose carry is known to have stayed the same. */
  #keptCarry: Day[] = []

  constructor(subject: SubjectKey, packs: PackReader) {
    const last = packs.before(subject, Number.POSITIVE_INFINITY)
    this.subject = subject
    this.#packs = packs
    this.#count = last === null ? 0 : packs.count(subject)
    this.#firstDay = packs.firstDay(subject) ?? Number.POSITIVE_INFINITY
    this.#lastDay = last?.day ?? Number.NEGATIVE_INFINITY
    this.#head = last?.after ?? emptyCarry
    this.#lastAt = this.#head.lastAt ?? Number.NEGATIVE_INFINITY
  }

  get count(): number {
    return this.#count
  }

  get open(): readonly OpenDay[] {
    return this.#open
  }

  /** The carry after the last reading. */
  head(): Carry {
    this.settle(null)
    return this.#head
  }

  extent(): DayRange | null {
    return this.#count === 0 ? null : { from: this.#firstDay, until: this.#lastDay + 1 }
  }

  read({ from, until }: DayRange): SubjectReadings {
    this.settle(null)
    const carry = this.#carryInto(from)
    const days = new Set(this.#packs.days(this.subject, { from, until }))
    for (const { day } of this.#open) if (day >= from && day < until) days.add(day)
    const [first, ...rest] = [...days].sort((a, b) => a - b)
    if (first === undefined) return { carry, readings: [] }
    const readings = this.#readingsOn(first)
    return {
      carry,
      readings: rest.length === 0 ? readings : readings.concat(...rest.map((day) => this.#readingsOn(day))),
    }
  }

  /**
   * What hinders a reading that is to be taken, `null` for nothing: it was delivered before (`duplicate`), or it is a
   * flow over another one with other bounds (`conflict`). What it takes the place of is no hindrance.
   */
  refusal({ reading, replace }: Arrival): 'conflict' | 'duplicate' | null {
    const { at, mark, flow } = reading
    const around = { start: at - REDELIVERY_MS, end: at + REDELIVERY_MS }
    if (mark !== undefined && !replace && this.#has(around, (other) => isRedelivery(other, reading)))
      return 'duplicate'
    if (flow === undefined) return null
    const hinders = (other: Reading) =>
      flowsCollide(other, reading) && !(replace && compareReadings(other, reading) === 0)
    return this.#has({ start: flow.from, end: at + MAX_FLOW_MS }, hinders) ? 'conflict' : null
  }

  /** Takes a reading in memory, in place of another (`replaced`) or not; `journal` learns how to undo it. */
  insert(reading: Reading, replace: boolean, journal: AppendJournal): AppendOutcome | 'replaced' {
    if (!this.#comesLast(reading)) return this.#place(reading, replace, journal)
    this.#note(journal)
    this.#push(reading, journal)
    return 'accepted'
  }

  /** The days whose folds no longer hold after the append under way; brings their carries up to date. */
  finish(journal: AppendJournal): DayRanges {
    let touched: DayRanges = []
    if (this.#changed.length > 0) this.settle(journal)
    for (const from of [...new Set(this.#changed)].sort((a, b) => a - b)) {
      if (touched.some((days) => days.from <= from && from < days.until)) continue
      touched = addDays(touched, { from, until: this.#carryOn(from, true) })
    }
    for (const from of new Set(this.#keptCarry)) touched = addDays(touched, { from, until: from + 1 })
    return addDays(touched, { from: this.#pushedFrom, until: Number.POSITIVE_INFINITY })
  }

  /** Works out every carry from a day on anew, whatever packs say. */
  recarry(from: Day): void {
    this.#unsettled = []
    this.#carryOn(from, false)
  }

  /** Takes the subject back to a state noted before. */
  restore(state: SubjectState): void {
    this.#count = state.count
    this.#firstDay = state.firstDay
    this.#lastDay = state.lastDay
    this.#lastAt = state.lastAt
    this.#head = state.head
    this.#open = state.open
    this.#unsettled = state.unsettled
  }

  /** Makes the carries of open days account for all their readings. */
  settle(journal: AppendJournal | null): void {
    if (this.#unsettled.length === 0) return
    for (const open of this.#unsettled) {
      journal?.noteDay(open)
      this.#head = carryOver(this.#head, open.settled === 0 ? open.added : open.added.slice(open.settled))
      open.after = this.#head
      open.settled = open.added.length
    }
    this.#unsettled = []
  }

  /** Lets go of an open day that its pack now says all about. */
  release(open: OpenDay): void {
    this.#open = this.#open.filter((other) => other !== open)
  }

  /** Lets go of all that is not in packs, for good. */
  discard(): void {
    this.#open = []
    this.#unsettled = []
  }

  /** Whether a reading from `start` to the end of the day of `end` is such a one. */
  #has({ start, end }: Interval, isSuch: (other: Reading) => boolean): boolean {
    if (start > this.#lastAt) return false
    const last = Math.min(dayOf(end), this.#lastDay)
    for (let day = Math.max(dayOf(start), this.#firstDay); day <= last; day++) {
      for (const others of this.#partsOn(day)) {
        const first = partitionPoint(others.length, (index) => (others[index]?.at ?? start) < start)
        for (let index = first; index < others.length; index++) {
          const other = others[index]
          if (other !== undefined && isSuch(other)) return true
        }
      }
    }
    return false
  }

  /** The readings of a day as they are kept: of its pack, and those that follow it. */
  #partsOn(day: Day): readonly (readonly Reading[])[] {
    const at = this.#open[indexOfDay(this.#open, day)]
    const open = at?.day === day ? at : null
    const packed = open === null || open.continues ? (this.#packs.readings(this.subject, day) ?? []) : []
    return [packed, open?.added ?? []]
  }

  /** Whether a reading sorts behind all that are kept. */
  #comesLast(reading: Reading): boolean {
    if (reading.at !== this.#lastAt) return reading.at > this.#lastAt
    const open = this.#open.at(-1)
    const last = open?.day === this.#lastDay ? open.added.at(-1) : undefined
    return last !== undefined && compareReadings(last, reading) < 0
  }

  #note(journal: AppendJournal): void {
    if (this.#notedBy === journal.append) return
    this.#notedBy = journal.append
    this.#pushedFrom = Number.POSITIVE_INFINITY
    this.#changed = []
    this.#keptCarry = []
    journal.noteSubject(this, {
      count: this.#count,
      firstDay: this.#firstDay,
      lastDay: this.#lastDay,
      lastAt: this.#lastAt,
      head: this.#head,
      open: this.#open,
      unsettled: this.#unsettled,
    })
  }

  #push(reading: Reading, journal: AppendJournal): void {
    const day = dayOf(reading.at)
    let open = this.#open.at(-1)
    if (open === undefined || open.day !== day) {
      // The last day without being open can only be a pack that all of it follows.
      const packed = day === this.#lastDay ? (this.#packs.on(this.subject, day)?.readings ?? 0) : 0
      open = newOpenDay(day, packed, packed > 0, [], this.#head, journal.append)
      this.#open = [...this.#open, open]
    }
    journal.noteDay(open)
    if (open.settled === open.added.length) this.#unsettled = [...this.#unsettled, open]
    open.added.push(reading)
    this.#count++
    this.#lastAt = reading.at
    this.#lastDay = day
    if (day < this.#firstDay) this.#firstDay = day
    if (day < this.#pushedFrom) this.#pushedFrom = day
  }

  /** Puts a reading among those that are there, unless it is one of them. */
  #place(reading: Reading, replace: boolean, journal: AppendJournal): AppendOutcome | 'replaced' {
    const day = dayOf(reading.at)
    const where = indexOfDay(this.#open, day)
    const at = this.#open[where]
    const open = at?.day === day ? at : null
    const whole = this.#contentsFor(reading, day, open)
    const { index, found } = placeOf(whole.readings, reading)
    if (found !== null && sameContent(found, reading)) return 'duplicate'
    if (found !== null && !replace) return 'conflict'
    this.#note(journal)
    this.settle(journal)
    this.#daysChanged(decidesCarry(whole.readings, reading)).push(day)
    if (found === null) this.#count++
    if (day < this.#firstDay) this.#firstDay = day
    const removed = found === null ? 0 : 1
    const outcome = found === null ? 'accepted' : 'replaced'
    if (open !== null && open.madeBy === journal.append && whole.readings === open.added) {
      journal.noteDay(open)
      open.added.splice(index, removed, reading)
      open.settled = open.added.length
      return outcome
    }
    const pack = open === null ? this.#packs.on(this.subject, day) : null
    const packed = open?.packed ?? pack?.readings ?? 0
    const after = open?.after ?? pack?.after ?? this.#carryInto(day)
    const added = whole.readings.toSpliced(index, removed, reading)
    const changed = newOpenDay(day, packed, whole.continues, added, after, journal.append)
    changed.settled = added.length
    this.#open = this.#open.toSpliced(where, open === null ? 0 : 1, changed)
    return outcome
  }

  #daysChanged(carryMayChange: boolean): Day[] {
    return carryMayChange ? this.#changed : this.#keptCarry
  }

  /** The readings of a day that a reading is to be looked for in: what follows its pack, if it sorts behind that. */
  #contentsFor(
    reading: Reading,
    day: Day,
    open: OpenDay | null,
  ): { readonly readings: readonly Reading[]; readonly continues: boolean } {
    if (open !== null && !open.continues) return { readings: open.added, continues: false }
    const added = open?.added ?? []
    // Most late readings are late by less than what was packed: they need not open it.
    const lastPackedAt = this.#packs.on(this.subject, day)?.own.lastAt ?? null
    if (lastPackedAt !== null && lastPackedAt < reading.at) return { readings: added, continues: true }
    const pack = this.#packs.readings(this.subject, day)
    const last = pack?.at(-1)
    if (pack === null || last === undefined) return { readings: added, continues: false }
    if (compareReadings(last, reading) < 0) return { readings: added, continues: true }
    return { readings: added.length === 0 ? pack : [...pack, ...added], continues: false }
  }

  #readingsOn(day: Day): readonly Reading[] {
    const open = this.#open[indexOfDay(this.#open, day)]
    if (open?.day !== day) return this.#packs.expect(this.subject, day)
    return open.continues ? [...this.#packs.expect(this.subject, day), ...open.added] : open.added.slice()
  }

  /** The carry into a day; every open day before it must be settled. */
  #carryInto(day: Day): Carry {
    if (day > this.#lastDay) return this.#head
    if (day <= this.#firstDay) return emptyCarry
    const open = this.#open[indexOfDay(this.#open, day) - 1]
    const pack = this.#packs.before(this.subject, day)
    if (open !== undefined && (pack === null || open.day >= pack.day)) return open.after
    return pack?.after ?? emptyCarry
  }

  /**
   * Brings the carries from a changed day on up to date: to the first day whose carry stays the same, or to the last.
   * Returns the day from which on nothing changed, `Infinity` when the last carry changed.
   */
  #carryOn(from: Day, stopWhenSame: boolean): Day {
    let into = this.#carryInto(from)
    let day: Day | null = from
    while (day !== null) {
      const { before, after } = this.#carryThroughDay(day, into)
      if (stopWhenSame && sameCarry(before, after)) return day + 1
      into = after
      day = this.#dayFrom(day + 1)
    }
    this.#head = into
    return Number.POSITIVE_INFINITY
  }

  #carryThroughDay(day: Day, into: Carry): { readonly before: Carry; readonly after: Carry } {
    const where = indexOfDay(this.#open, day)
    const open = this.#open[where]
    if (open?.day === day) {
      const pack = open.continues ? this.#packs.on(this.subject, day) : null
      const { after } = carryOfDay(open, into, pack)
      const settled = open.added.length
      this.#open = this.#open.with(where, { ...open, after, settled, notedBy: 0 })
      return { before: open.after, after }
    }
    const pack = this.#packs.on(this.subject, day)
    if (pack === null) return { before: into, after: into }
    const after = carryThrough(into, pack.own)
    if (!sameCarry(after, pack.after))
      this.#open = this.#open.toSpliced(where, 0, newOpenDay(day, pack.readings, true, [], after, 0))
    return { before: pack.after, after }
  }

  /** The first day with readings from `day` on. */
  #dayFrom(day: Day): Day | null {
    if (day > this.#lastDay) return null
    const open = this.#open[indexOfDay(this.#open, day)]
    const pack = this.#packs.from(this.subject, day)
    if (open === undefined || pack === null) return open?.day ?? pack?.day ?? null
    return Math.min(open.day, pack.day)
  }
}
