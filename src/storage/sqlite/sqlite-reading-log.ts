import type { Database } from 'better-sqlite3'
import { DomainError, invalid, overloaded } from '../../domain/errors.ts'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import type { Carry } from '../../domain/reading/carry.ts'
import type { SubjectReadings } from '../../domain/reading/subject-readings.ts'
import type { DayRange } from '../../domain/time/day.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import { type Arrival, type LogEntry, type LogRow, refusedWithLast } from '../log-row.ts'
import type { Appended, AppendOutcome, ReadingLog, Touched, TouchListener } from '../reading-log.ts'
import type { StopSignal } from '../stop-signal.ts'
import { StoreUnusable } from '../store-unusable.ts'
import { AppendJournal } from './append-journal.ts'
import { LogPositions } from './log-positions.ts'
import { PackReader } from './pack-reader.ts'
import { packDays } from './reading-checkpoint.ts'
import { isStorable } from './reading-codec.ts'
import { recoverReadings } from './reading-recovery.ts'
import { ReadingTables } from './reading-tables.ts'
import { SubjectDays } from './subject-days.ts'
import { NotAcknowledged, type WriteGuard } from './write-guard.ts'

/** Readings that may wait to be committed; beyond it appends are refused. */
const QUEUE_READINGS = 200_000
/** How long one transaction of a checkpoint may hold up appends. */
const CHECKPOINT_STEP_MS = 5
/** Readings after which a group is committed, so that one commit does not hold up the process for long. */
const GROUP_READINGS = 10_000

/** How a log behaves. */
export interface ReadingLogOptions {
  /** How long one transaction of a checkpoint may take; 0 packs one day at a time. Default: 5. */
  readonly checkpointStepMs?: number
  /** What rows are dated by. Default: the time of day. */
  readonly clock?: () => EpochMs
  /** What stands between a commit and its acknowledgement. Default: nothing. */
  readonly guard?: WriteGuard
  /** The highest epoch that is known to have been used, also when the database has lost it. */
  readonly epoch?: number
}

/** Rows that are being made up of the appends of one group. */
type OpenRow = Omit<Extract<LogRow, { kind: 'readings' }>, 'seq' | 'epoch' | 'at' | 'arrivals'> & {
  readonly arrivals: Arrival[]
}

interface WaitingAppend {
  readonly organization: OrganizationKey
  readonly actor: string | null
  readonly arrivals: readonly Arrival[]
  readonly resolve: (appended: Appended) => void
  readonly reject: (reason: unknown) => void
}

interface TakenAppend {
  readonly waiting: WaitingAppend
  readonly journal: AppendJournal
  readonly outcomes: readonly AppendOutcome[]
  readonly touched: readonly Touched[]
}

/**
 * The reading log in SQLite: one row for the appends of a sender that are committed together, moved into packs by subject
 * and day at checkpoints. Only one may be open on a database.
 */
export class SqliteReadingLog implements ReadingLog {
  /** Where rows of the log get their positions. */
  readonly positions: LogPositions
  readonly #tables: ReadingTables
  readonly #packs: PackReader
  readonly #subjects: Map<SubjectKey, SubjectDays>
  readonly #recovered: readonly Touched[]
  readonly #listeners: TouchListener[] = []
  readonly #checkpointStepMs: number
  readonly #clock: () => EpochMs
  #pending: number
  #appends = 1
  #queue: WaitingAppend[] = []
  #queued = 0
  #scheduled = false
  #closed = false
  #checkpoint: Promise<void> = Promise.resolve()

  /** Takes up where the database left off. Throws `StoreUnusable` when a log row is missing or damaged. */
  constructor(
    db: Database,
    { checkpointStepMs = CHECKPOINT_STEP_MS, clock = Date.now, guard, epoch = 0 }: ReadingLogOptions = {},
  ) {
    this.#clock = clock
    this.#checkpointStepMs = checkpointStepMs
    this.#tables = new ReadingTables(db)
    this.#packs = new PackReader(this.#tables)
    const { state, subjects, pending, touched } = recoverReadings(this.#tables, this.#packs)
    this.#subjects = subjects
    this.positions = new LogPositions(
      this.#tables,
      { ...state, epoch: Math.max(state.epoch, epoch) },
      clock,
      guard,
    )
    this.#pending = pending
    this.#recovered = touched
  }

  append(
    organization: OrganizationKey,
    arrivals: readonly Arrival[],
    actor: string | null = null,
  ): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#refuse(arrivals)
      this.#queue.push({ organization, actor, arrivals, resolve, reject })
      this.#queued += arrivals.length
      this.#schedule()
    })
  }

  position(organization: OrganizationKey): number {
    return this.positions.head(organization).seq
  }

  follow(organization: OrganizationKey, after: number, signal: StopSignal): AsyncIterable<LogRow> {
    return this.positions.follow(organization, after, signal)
  }

  async rowsAfter(organization: OrganizationKey, after: number, limit: number): Promise<readonly LogRow[]> {
    return this.positions.rowsAfter(organization, after, limit)
  }

  onTouched(listener: TouchListener): void {
    this.#listeners.push(listener)
    if (this.#recovered.length > 0) listener(this.#recovered, [])
  }

  async read(subject: SubjectKey, days: DayRange): Promise<SubjectReadings> {
    return this.#daysOf(subject).read(days)
  }

  async head(subject: SubjectKey): Promise<Carry> {
    return this.#daysOf(subject).head()
  }

  async extent(subject: SubjectKey): Promise<DayRange | null> {
    return this.#daysOf(subject).extent()
  }

  async count(subject: SubjectKey): Promise<number> {
    return this.#daysOf(subject).count
  }

  async remove(
    organization: OrganizationKey,
    subjects: readonly SubjectKey[],
    actor: string | null = null,
  ): Promise<number> {
    if (subjects.length === 0) return this.position(organization)
    this.#commitAll()
    const refusal = this.#commit([{ kind: 'removal', organization, actor, subjects }], () => {
      for (const subject of subjects) this.#tables.removeSubject(subject)
    })
    this.#packs.forgetSubjects(new Set(subjects))
    for (const subject of subjects) {
      // A checkpoint under way may still hold it.
      this.#subjects.get(subject)?.discard()
      this.#subjects.delete(subject)
    }
    if (refusal !== null) throw refusal
    return this.position(organization)
  }

  pending(): number {
    return this.#pending
  }

  checkpoint(lookedAt: ReadonlyMap<OrganizationKey, number> = new Map()): Promise<void> {
    const next = this.#checkpoint.then(() => this.#pack(lookedAt))
    this.#checkpoint = next.catch(() => {})
    return next
  }

  /** Commits what is waiting, refuses what comes after, ends following, and breaks off a checkpoint under way. */
  async close(): Promise<void> {
    this.#commitAll()
    this.#closed = true
    this.positions.close()
    await this.#checkpoint
  }

  #daysOf(subject: SubjectKey): SubjectDays {
    const known = this.#subjects.get(subject)
    if (known !== undefined) return known
    const days = new SubjectDays(subject, this.#packs)
    this.#subjects.set(subject, days)
    return days
  }

  #refuse(arrivals: readonly Arrival[]): void {
    if (this.#closed) throw overloaded('The store is closing; nothing of this was kept.')
    if (this.#queued > 0 && this.#queued + arrivals.length > QUEUE_READINGS)
      throw overloaded(`${this.#queued} readings are waiting to be written; nothing of this was kept.`)
    if (!arrivals.every(({ reading }) => isStorable(reading)))
      throw invalid('reading_out_of_bounds', 'Every number of a reading must be an integer below 2^53.')
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      try {
        this.#commitGroup()
      } finally {
        if (this.#queue.length > 0) this.#schedule()
      }
    })
  }

  #commitAll(): void {
    while (this.#queue.length > 0) this.#commitGroup()
  }

  /** Takes, commits and answers the appends that waited longest. */
  #commitGroup(): void {
    const rows = new Map<string, OpenRow>()
    const taken: TakenAppend[] = []
    for (const waiting of this.#nextGroup()) {
      const append = this.#take(waiting, rowFor(waiting, rows).arrivals)
      if (append !== null) taken.push(append)
    }
    const written = [...rows.values()].filter(({ arrivals }) => arrivals.length > 0)
    const refusal = this.#write(written, taken)
    for (const { waiting, outcomes } of taken) {
      if (refusal === null) waiting.resolve({ outcomes, seq: this.position(waiting.organization) })
      else waiting.reject(refusal)
    }
  }

  /** Makes rows durable, or sure that duplicates are; answers why that may not be acknowledged, with the appends undone where nothing was written. */
  #write(rows: readonly OpenRow[], taken: readonly TakenAppend[]): Error | null {
    let refusal: Error | null
    try {
      refusal = this.#commit(rows)
    } catch (error) {
      for (const { journal } of taken.toReversed()) journal.undo()
      return notWritten(error)
    }
    const [first, ...more] = rows
    const accepted = more.length === 0 ? (first?.arrivals ?? []) : rows.flatMap(({ arrivals }) => arrivals)
    this.#pending += accepted.length
    this.#announce(
      taken.flatMap(({ touched }) => touched),
      accepted,
    )
    return refusal
  }

  /** Writes rows; answers why what was written may not be acknowledged, and throws when nothing was. */
  #commit(rows: readonly LogEntry[], also?: () => void): NotAcknowledged | null {
    try {
      this.positions.write(rows, also)
      return null
    } catch (error) {
      if (error instanceof NotAcknowledged) return error
      throw notWritten(error)
    }
  }

  #nextGroup(): readonly WaitingAppend[] {
    let readings = 0
    let length = 0
    while (length < this.#queue.length && readings < GROUP_READINGS)
      readings += this.#queue[length++]?.arrivals.length ?? 0
    this.#queued -= readings
    return this.#queue.splice(0, length)
  }

  /** Takes an append in memory; rejects it alone, with nothing of it taken, when it meets damage. */
  #take(waiting: WaitingAppend, accepted: Arrival[]): TakenAppend | null {
    const journal = new AppendJournal(++this.#appends)
    const start = accepted.length
    try {
      const outcomes: AppendOutcome[] = []
      for (const arrival of waiting.arrivals) {
        const { reading, replace } = arrival
        const days = this.#daysOf(reading.subject)
        const refusal = refusedWithLast(arrival, outcomes) ?? days.refusal(arrival)
        const outcome = refusal ?? days.insert(reading, replace, journal)
        // What replaces nothing is a reading like any other, and kept as such.
        if (outcome === 'accepted') accepted.push({ reading, replace: false })
        if (outcome === 'replaced') accepted.push({ reading, replace })
        outcomes.push(outcome === 'replaced' ? 'accepted' : outcome)
      }
      return { waiting, journal, outcomes, touched: journal.finish() }
    } catch (error) {
      journal.undo()
      accepted.length = start
      waiting.reject(error)
      return null
    }
  }

  #announce(touched: readonly Touched[], accepted: readonly Arrival[]): void {
    if (touched.length === 0) return
    for (const listener of this.#listeners) listener(touched, accepted)
  }

  async #pack(lookedAt: ReadonlyMap<OrganizationKey, number>): Promise<void> {
    const covered = this.#pending
    const subjects = [...this.#subjects.values()]
    try {
      await packDays(this.#tables, this.#packs, subjects, {
        position: this.positions.sequence,
        heads: () => this.positions.heads(),
        now: this.#clock,
        lookedAt,
        stepMs: this.#checkpointStepMs,
        isCancelled: () => this.#closed,
      })
    } catch (error) {
      throw notWritten(error)
    }
    if (!this.#closed) this.#pending -= covered
  }
}

/** The row that an append goes into: one for each sender of an organization. */
function rowFor({ organization, actor }: WaitingAppend, rows: Map<string, OpenRow>): OpenRow {
  const key = `${organization} ${actor ?? ''}`
  const known = rows.get(key)
  if (known !== undefined) return known
  const row: OpenRow = { kind: 'readings', organization, actor, arrivals: [] }
  rows.set(key, row)
  return row
}

function notWritten(error: unknown): Error {
  if (error instanceof StoreUnusable || error instanceof DomainError) return error
  const reason = error instanceof Error ? error.message : String(error)
  const message = `The store cannot be written now (${reason}); nothing of this was kept.`
  return new DomainError('overloaded', 'overloaded', message, { cause: error })
}
