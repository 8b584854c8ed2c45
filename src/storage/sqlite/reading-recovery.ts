import BetterSqlite from 'better-sqlite3'
import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import { type Day, dayOf } from '../../domain/time/day.ts'
import type { Arrival } from '../log-row.ts'
import type { Touched } from '../reading-log.ts'
import { damaged } from '../store-unusable.ts'
import { AppendJournal } from './append-journal.ts'
import { decodeLogRow, type StoredRow } from './log-row.ts'
import type { PackReader } from './pack-reader.ts'
import type { LogState, ReadingTables } from './reading-tables.ts'
import { SubjectDays } from './subject-days.ts'

const ROWS_AT_ONCE = 256

/** What the log rows that no checkpoint covers amount to. */
export interface Recovered {
  readonly state: LogState
  readonly subjects: Map<SubjectKey, SubjectDays>
  readonly pending: number
  readonly touched: readonly Touched[]
}

/**
 * Reads the log rows that no checkpoint covers. A checkpoint that was cut off may have moved some of their
 * readings into packs: taking them again changes nothing, but carries that it did not reach are worked out anew,
 * and everything from a recovered reading on counts as touched.
 * Throws `StoreUnusable` when a row is missing or damaged.
 */
export function recoverReadings(tables: ReadingTables, packs: PackReader): Recovered {
  try {
    return recover(tables, packs)
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error
    throw damaged('the log', error.message)
  }
}

function recover(tables: ReadingTables, packs: PackReader): Recovered {
  const state = tables.state()
  if (state === null) throw damaged('the log', 'its state is missing')
  const removedBy = lastRemovals(tables, state)
  const subjects = new Map<SubjectKey, SubjectDays>()
  const since = new Map<SubjectKey, Day>()
  const journal = new AppendJournal(1)
  let pending = 0
  for (const stored of storedRows(tables, state)) {
    const { sequence } = stored
    const row = decodeLogRow(stored)
    if (row.kind !== 'readings') continue
    pending += row.arrivals.length
    // What is in packs of a removed subject came after its removal: the packs before went with it.
    const standing = row.arrivals.filter(({ reading }) => (removedBy.get(reading.subject) ?? 0) < sequence)
    for (const arrival of standing) takeAgain(arrival, subjects, since, packs, journal)
  }
  for (const [subject, from] of since) subjects.get(subject)?.recarry(from)
  const touched = [...since].map(([subject, from]) => ({
    subject,
    days: { from, until: Number.POSITIVE_INFINITY },
  }))
  return { state, subjects, pending, touched }
}

function takeAgain(
  { reading, replace }: Arrival,
  subjects: Map<SubjectKey, SubjectDays>,
  since: Map<SubjectKey, Day>,
  packs: PackReader,
  journal: AppendJournal,
): void {
  const { subject } = reading
  let days = subjects.get(subject)
  if (days === undefined) {
    days = new SubjectDays(subject, packs)
    subjects.set(subject, days)
  }
  days.insert(reading, replace, journal)
  since.set(subject, Math.min(since.get(subject) ?? Number.POSITIVE_INFINITY, dayOf(reading.at)))
}

function lastRemovals(tables: ReadingTables, state: LogState): ReadonlyMap<SubjectKey, number> {
  const removedBy = new Map<SubjectKey, number>()
  for (const stored of storedRows(tables, state)) {
    if (stored.readings > 0) continue
    const row = decodeLogRow(stored)
    if (row.kind === 'removal') for (const subject of row.subjects) removedBy.set(subject, stored.sequence)
  }
  return removedBy
}

/** Every row that no checkpoint covers, in order and without a gap up to the last one ever written. */
export function* storedRows(tables: ReadingTables, { packed, last }: LogState): Generator<StoredRow> {
  let expected = packed + 1
  for (;;) {
    const rows = tables.rowsAfter(expected - 1, ROWS_AT_ONCE)
    for (const row of rows) {
      if (row.sequence !== expected) throw damaged(`log row ${expected}`, 'it is missing')
      yield row
      expected++
    }
    if (rows.length < ROWS_AT_ONCE) break
  }
  if (expected <= last) throw damaged(`log row ${expected}`, 'it is missing')
}
