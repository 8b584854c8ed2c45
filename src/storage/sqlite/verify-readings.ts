import { setImmediate as nextTurn } from 'node:timers/promises'
import BetterSqlite, { type Database } from 'better-sqlite3'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import type { Damage } from '../store.ts'
import { StoreUnusable } from '../store-unusable.ts'
import { decodeLogRow, NO_ORGANIZATION, type StoredRow } from './log-row.ts'
import { PackVerifier } from './pack-verifier.ts'
import { type LogState, ReadingTables, type StoredPack } from './reading-tables.ts'

const PACKS_AT_ONCE = 128
const ROWS_AT_ONCE = 128

/**
 * Reads every log row and pack back and reports what is not as it was written, or missing. Uses `db` for one long
 * read transaction, so it needs a connection of its own; what is written meanwhile is left out of account.
 */
export async function verifyReadings(
  db: Database,
  progress: (done: number, total: number) => void = () => {},
): Promise<readonly Damage[]> {
  const ownsTransaction = !db.inTransaction
  if (ownsTransaction) db.exec('begin')
  try {
    return await verifyAll(db, progress)
  } finally {
    if (ownsTransaction) db.exec('rollback')
  }
}

async function verifyAll(
  db: Database,
  progress: (done: number, total: number) => void,
): Promise<readonly Damage[]> {
  const tables = new ReadingTables(db)
  const damage: Damage[] = []
  try {
    const total = tables.rowCount() + tables.packCount()
    const { done, pending } = await verifyRows(tables, damage, (rows) => progress(rows, total))
    await verifyPacks(tables, new PackVerifier(pending, damage), (packs) => progress(done + packs, total))
    progress(total, total)
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error
    damage.push({ where: 'the tables of readings', problem: error.message })
  }
  return damage
}

/** Returns the subjects of rows that no checkpoint covers: a checkpoint cut off may have packed part of them. */
async function verifyRows(
  tables: ReadingTables,
  damage: Damage[],
  progress: (done: number) => void,
): Promise<{ readonly done: number; readonly pending: ReadonlySet<SubjectKey> }> {
  const pending = new Set<SubjectKey>()
  const state = tables.state()
  if (state === null) damage.push({ where: 'the log', problem: 'its state is missing' })
  const check = new RowSequence(state, damage)
  let done = 0
  let last = Number.NEGATIVE_INFINITY
  for (;;) {
    const rows = tables.rowsAfter(last, ROWS_AT_ONCE)
    for (const row of rows) {
      last = row.sequence
      done++
      check.next(row)
      const subjects = subjectsOf(row, damage)
      if (row.sequence > (state?.packed ?? 0)) for (const subject of subjects) pending.add(subject)
    }
    progress(done)
    if (rows.length < ROWS_AT_ONCE) break
    await nextTurn()
  }
  check.end()
  return { done, pending }
}

/** Finds gaps: among all rows that no checkpoint covers, and among those of an organization that are kept longer. */
class RowSequence {
  readonly #state: LogState | null
  readonly #damage: Damage[]
  readonly #lastSeq = new Map<OrganizationKey, number>()
  #expected: number

  constructor(state: LogState | null, damage: Damage[]) {
    this.#state = state
    this.#damage = damage
    this.#expected = (state?.packed ?? 0) + 1
  }

  next({ sequence, organization, seq }: StoredRow): void {
    const before = this.#lastSeq.get(organization)
    this.#lastSeq.set(organization, seq)
    if (sequence <= (this.#state?.packed ?? 0)) {
      if (before !== undefined && seq !== before + 1 && organization !== NO_ORGANIZATION)
        this.#damage.push({ where: `log row ${sequence}`, problem: 'the one before it is missing' })
      return
    }
    if (sequence !== this.#expected) this.#damage.push(missingRows(this.#expected, sequence - 1))
    this.#expected = sequence + 1
  }

  end(): void {
    if (this.#state !== null && this.#expected <= this.#state.last)
      this.#damage.push(missingRows(this.#expected, this.#state.last))
  }
}

function subjectsOf(stored: StoredRow, damage: Damage[]): readonly SubjectKey[] {
  try {
    const row = decodeLogRow(stored)
    if (row.kind === 'set-up') return []
    return row.kind === 'removal' ? row.subjects : row.arrivals.map(({ reading }) => reading.subject)
  } catch (error) {
    if (!(error instanceof StoreUnusable) || error.damage === null) throw error
    damage.push(error.damage)
    return []
  }
}

function missingRows(first: number, last: number): Damage {
  const where = first === last ? `log row ${first}` : `log rows ${first} to ${last}`
  return { where, problem: first === last ? 'it is missing' : 'they are missing' }
}

async function verifyPacks(
  tables: ReadingTables,
  verifier: PackVerifier,
  progress: (done: number) => void,
): Promise<void> {
  let last: Pick<StoredPack, 'subject' | 'day'> | undefined
  let done = 0
  for (;;) {
    const packs = tables.packsAfter(last ?? null, PACKS_AT_ONCE)
    for (const pack of packs) verifier.verify(pack)
    done += packs.length
    progress(done)
    last = packs.at(-1)
    if (last === undefined) break
    await nextTurn()
  }
  verifier.compareTotals(tables.allTotals())
}
