import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import type { Carry } from '../domain/reading/carry.ts'
import type { SubjectReadings } from '../domain/reading/subject-readings.ts'
import type { DayRange } from '../domain/time/day.ts'
import type { Arrival, LogRow } from './log-row.ts'
import type { StopSignal } from './stop-signal.ts'

/** What became of one reading of an append. */
export type AppendOutcome = 'accepted' | 'duplicate' | 'conflict'

/** What became of an append. */
export interface Appended {
  /** In the order of the arrivals. */
  readonly outcomes: readonly AppendOutcome[]
  /** The organization's position that everything which was accepted is in. */
  readonly seq: number
}

/**
 * That a subject's story changed: folds that rest on these days of it no longer hold. `until` is `Infinity` when
 * everything from `from` on may have changed.
 */
export interface Touched {
  readonly subject: SubjectKey
  readonly days: DayRange
}

/** Is told of each append. */
export type TouchListener = (touched: readonly Touched[], accepted: readonly Arrival[]) => void

/**
 * The log of what sensors reported: append-only, deduplicated, ordered by subject.
 *
 * Every method means the same in every engine; `test/storage/reading-log.contract.ts` defines that meaning.
 */
export interface ReadingLog {
  /**
   * Stores the readings of an organization that are new, sent by `actor`, and resolves to what became of each, once all
   * that was accepted is durable. All of one call are taken or none. Reading the same identity twice is a duplicate when it
   * says the same, a conflict when it does not, and an accepted replacement when `replace` is set.
   * Rejects with an `overloaded` DomainError when the queue is full, or the store cannot be written (nothing kept).
   */
  append(
    organization: OrganizationKey,
    arrivals: readonly Arrival[],
    actor?: string | null,
  ): Promise<Appended>

  /** The position of the last row of an organization's log; 0 before the first. */
  position(organization: OrganizationKey): number

  /**
   * Every row of an organization's log after a position, as it becomes durable, until the signal or the end of the store. Rows are kept for at
   * least an hour or 100,000 changes: it begins with the oldest one kept where those after the position are gone.
   */
  follow(organization: OrganizationKey, after: number, signal: StopSignal): AsyncIterable<LogRow>

  /** At most `limit` rows of an organization's log after a position, from the oldest that is kept. */
  rowsAfter(organization: OrganizationKey, after: number, limit: number): Promise<readonly LogRow[]>

  /**
   * Calls `listener` synchronously with what each append touched and which arrivals it accepted (in order of
   * arrival), after it is durable and before the append resolves. What was recovered at open is handed to a new
   * listener at once, without its arrivals.
   */
  onTouched(listener: TouchListener): void

  /** A subject's readings on whole UTC days, with the carry into the first of them. */
  read(subject: SubjectKey, days: DayRange): Promise<SubjectReadings>

  /** The carry after the last reading of a subject. */
  head(subject: SubjectKey): Promise<Carry>

  /** The first and the last UTC day (`until` is exclusive) with readings of a subject; `null` without any. */
  extent(subject: SubjectKey): Promise<DayRange | null>

  /** How many readings are kept of a subject. */
  count(subject: SubjectKey): Promise<number>

  /** Forgets everything about some subjects of an organization; resolves to the position of the removal. */
  remove(
    organization: OrganizationKey,
    subjects: readonly SubjectKey[],
    actor?: string | null,
  ): Promise<number>

  /** How much has been appended since the last checkpoint, in readings. */
  pending(): number

  /**
   * Moves what was appended before this call from the arrival-ordered log into packs by subject and day. In short
   * steps, so that appends in between are not delayed. Never changes an answer. Rows of an organization after its position in
   * `lookedAt` are not dropped, whatever their age and number.
   */
  checkpoint(lookedAt?: ReadonlyMap<OrganizationKey, number>): Promise<void>
}
