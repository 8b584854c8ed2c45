import { crossingsOf } from '../domain/occupancy/crossings.ts'
import { type EntryCounting, saidIn } from '../domain/occupancy/fold-entry.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import { emptyCarry } from '../domain/reading/carry.ts'
import { compareReadings, type Reading, ReadingKind } from '../domain/reading/reading.ts'
import type { SubjectReadings } from '../domain/reading/subject-readings.ts'
import { dayOf, dayStart } from '../domain/time/day.ts'
import type { EpochMs, Interval } from '../domain/time/interval.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import type { ResetTimes } from './reset-times.ts'

/** What moves an Entry count at one instant: crossings, then a person's word. */
interface Move {
  readonly at: EpochMs
  readonly net: number
  readonly word: number | null
}

/**
 * The people in an Entry space now, whether or not its sensors are online: as `foldEntry` counts them, but only the
 * stretch since the last daily reset is kept in mind, as one number. Readings that come in order of time are
 * added; after any other the stretch is read from the log again.
 */
export class EntryCount {
  readonly counting: EntryCounting
  people = 0
  #since: EpochMs = Infinity
  #nextReset: EpochMs = -Infinity
  /** Nothing at or before it may be added any more. */
  #foldedTo: EpochMs = -Infinity
  /** The latest instant that is part of the number. */
  #movedTo: EpochMs = -Infinity
  /** Moves that were read but are still to come, in order of time. */
  #coming: Move[] = []
  /** From here on the log has not been looked at. */
  #knownUntil: EpochMs = -Infinity
  #arrived: Reading[] = []
  #mustRead = true
  readonly #resets: ResetTimes

  constructor(counting: EntryCounting, resets: ResetTimes) {
    this.counting = counting
    this.#resets = resets
  }

  /** When it changes by itself. */
  get dueAt(): EpochMs {
    return Math.min(this.#nextReset, this.#coming[0]?.at ?? Infinity, this.#knownUntil)
  }

  /** Takes note of a reading that was kept, to be counted by {@link bringUpTo}. */
  arrive(reading: Reading): void {
    this.#arrived.push(reading)
  }

  /** Says that the log has to be read again. */
  distrust(): void {
    this.#mustRead = true
  }

  /** Counts all that is known up to and including `now`; resolves at once unless the log has to be read. */
  async bringUpTo(now: EpochMs, log: Pick<ReadingLog, 'read' | 'head'>): Promise<void> {
    const arrived = this.#takeArrived()
    const isUsable = !this.#mustRead && now >= this.#movedTo && now < this.#knownUntil
    if (!isUsable || !this.#add(arrived)) await this.#read(now, log)
    this.#moveTo(now)
  }

  #takeArrived(): readonly Reading[] {
    const arrived = this.#arrived
    if (arrived.length > 0) this.#arrived = []
    return arrived
  }

  /**
   * Adds readings that all come after what is known; `false` when they do not, or when one corrects another, of which
   * only the log knows what stands.
   */
  #add(arrived: readonly Reading[]): boolean {
    // A total counts by the one before it, and moves the one after it: only the log has both.
    if (arrived.some(({ kind }) => kind === ReadingKind.counter)) return false
    // What lies before the daily reset no longer matters.
    const relevant = arrived.filter(({ at }) => at >= this.#since)
    if (relevant.length === 0) return true
    if (!relevant.every(({ at }) => at > this.#foldedTo && at < this.#knownUntil)) return false
    const bySubject = new Map<SubjectKey, Reading[]>()
    for (const reading of relevant.toSorted(compareReadings)) {
      const own = bySubject.get(reading.subject) ?? []
      const last = own.at(-1)
      if (last !== undefined && compareReadings(last, reading) === 0) return false
      own.push(reading)
      bySubject.set(reading.subject, own)
    }
    const span = { start: this.#since, end: Infinity }
    const own = (subject: SubjectKey) => readingsOf(bySubject.get(subject) ?? [])
    this.#expect(this.#movesIn(span, uncorrected(this.counting), own))
    return true
  }

  async #read(now: EpochMs, log: Pick<ReadingLog, 'read' | 'head'>): Promise<void> {
    this.#mustRead = true
    const { since, next } = this.#resets.around(this.counting.timeZone, this.counting.dailyResetMinutes, now)
    const days = { from: dayOf(since), until: dayOf(now) + 2 }
    const evidence = new Map<SubjectKey, SubjectReadings>()
    let last = Math.max(-Infinity, ...(this.counting.corrected ?? []).map(({ at }) => at))
    for (const subject of new Set([
      ...this.counting.sources.map((source) => source.subject),
      this.counting.anchors,
    ])) {
      evidence.set(subject, await log.read(subject, days))
      last = Math.max(last, (await log.head(subject)).lastAt ?? -Infinity)
    }
    const end = dayStart(days.until)
    this.#since = since
    this.#nextReset = next
    this.#knownUntil = last < end ? Infinity : end
    this.#coming = []
    this.#foldedTo = since - 1
    this.#movedTo = since
    this.people = 0
    const nothing = readingsOf([])
    const all = (subject: SubjectKey) => evidence.get(subject) ?? nothing
    this.#expect(this.#movesIn({ start: since, end }, this.counting, all))
    this.#mustRead = false
  }

  #expect(moves: readonly Move[]): void {
    for (const move of moves) this.#coming.push(move)
    this.#foldedTo = this.#coming.at(-1)?.at ?? this.#foldedTo
  }

  #moveTo(now: EpochMs): void {
    let index = 0
    for (;;) {
      const move = this.#coming[index]
      const at = Math.min(move?.at ?? Infinity, this.#nextReset)
      if (at > now) break
      if (at === this.#nextReset) this.#reset(at)
      if (move?.at !== at) continue
      index++
      this.#movedTo = at
      this.people = move.word ?? Math.max(0, this.people + move.net)
    }
    if (index > 0) this.#coming = this.#coming.slice(index)
  }

  #reset(at: EpochMs): void {
    const { since, next } = this.#resets.around(this.counting.timeZone, this.counting.dailyResetMinutes, at)
    this.#since = since
    this.#nextReset = next
    this.#movedTo = at
    this.#foldedTo = Math.max(this.#foldedTo, at - 1)
    this.people = 0
  }

  /** What the sources and people say during a span, in order of time, one move an instant. */
  #movesIn(
    span: Interval,
    counting: EntryCounting,
    evidence: (subject: SubjectKey) => SubjectReadings,
  ): readonly Move[] {
    const moves = new Map<EpochMs, Move>()
    for (const { at, entrances, exits } of crossingsOf(counting.sources, span, evidence)) {
      moves.set(at, { at, net: entrances - exits, word: null })
    }
    for (const { at, count } of saidIn(counting, evidence(counting.anchors).readings, span)) {
      moves.set(at, { at, net: 0, word: count })
    }
    return [...moves.values()].sort((a, b) => a.at - b.at)
  }
}

function readingsOf(readings: readonly Reading[]): SubjectReadings {
  return { carry: emptyCarry, readings }
}

/** What is left to be counted once corrections are: they were with the first reading of the log. */
function uncorrected({ corrected: _, ...counting }: EntryCounting): EntryCounting {
  return counting
}
