import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import type { Reading } from '../domain/reading/reading.ts'
import type { EpochMs } from '../domain/time/interval.ts'

/**
 * A reading as it arrives: `replace` lets it take the place of one with the same identity. In a row of the log it says
 * that it did.
 */
export interface Arrival {
  readonly reading: Reading
  readonly replace: boolean
  /** It is part of what the arrival before it says, and taken only where that is. Never in a row of the log. */
  readonly goesWithLast?: true
}

/** What became of an arrival because it goes with one that was not taken; `null` when nothing did. */
export function refusedWithLast<T>(
  { goesWithLast }: Arrival,
  outcomes: readonly (T | 'accepted')[],
): T | null {
  const last = outcomes.at(-1)
  return goesWithLast === undefined || last === undefined || last === 'accepted' ? null : last
}

/** Where a row stands: what is in one row happened at once, at `at` by the clock of the store. */
export interface LogPosition {
  readonly organization: OrganizationKey
  /** Counts the rows of its organization from 1, without gaps. */
  readonly seq: number
  /** Which opening of the store wrote it: ascending, so that a writer that was superseded can be told. */
  readonly epoch: number
  readonly at: EpochMs
}

/** Readings that were accepted, in order of arrival. */
export interface ReadingsRow extends LogPosition {
  readonly kind: 'readings'
  /** Id and name of the token that sent them; `null` when that is not known. */
  readonly actor: string | null
  readonly arrivals: readonly Arrival[]
}

/** Subjects that were forgotten, with all that was said about them before. */
export interface RemovalRow extends LogPosition {
  readonly kind: 'removal'
  readonly actor: string | null
  readonly subjects: readonly SubjectKey[]
}

/** That the set-up became another one; its version is the row's `seq`. */
export interface SetUpRow extends LogPosition {
  readonly kind: 'set-up'
  readonly actor: string | null
}

/** One row of an organization's log. */
export type LogRow = ReadingsRow | RemovalRow | SetUpRow

/** What a row says, before it has a position. */
export type LogEntry =
  | Omit<ReadingsRow, Exclude<keyof LogPosition, 'organization'>>
  | Omit<RemovalRow, Exclude<keyof LogPosition, 'organization'>>
  | Omit<SetUpRow, Exclude<keyof LogPosition, 'organization'>>

/** How many changes a row stands for: what is kept of a log is bounded by their number. */
export function changesIn(entry: LogEntry): number {
  return entry.kind === 'readings' ? entry.arrivals.length : 1
}

/** Rows are kept for followers for so long… */
export const KEPT_MS = 3_600_000
/** …but never more of them than it takes for so many changes of an organization. */
export const KEPT_CHANGES = 100_000
