import BetterSqlite from 'better-sqlite3'
import { conflict, overloaded } from '../../domain/errors.ts'
import type { WriteGuard } from './write-guard.ts'

/**
 * Runs a write under a guard and turns what SQLite refuses into what callers know: a value that must be unique and is taken
 * becomes a `conflict`, a store that cannot be written now becomes `overloaded`. Nothing was kept in either case.
 */
export function refusing<T>(guard: WriteGuard, write: () => T): T {
  guard.check()
  try {
    const written = write()
    guard.confirm()
    return written
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error
    if (UNIQUE.has(error.code)) throw conflict('already_exists', 'There is one with this id already.')
    const reason = unwritableReason(error)
    if (reason === null) throw error
    throw overloaded(`The store cannot be written: ${reason}. Nothing was kept; try again later.`)
  }
}

/** Why the store cannot be written, in words; `null` when an error means something else. */
export function unwritableReason(error: unknown): string | null {
  if (!(error instanceof BetterSqlite.SqliteError)) return null
  const reason = UNWRITABLE.find(([code]) => error.code.startsWith(code))
  return reason === undefined ? null : reason[1]
}

const UNIQUE = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_ROWID',
])

const UNWRITABLE: readonly (readonly [code: string, reason: string])[] = [
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_IOERR', 'the disk reports an error'],
  ['SQLITE_READONLY', 'it may only be read'],
  ['SQLITE_BUSY', 'another process keeps it locked'],
]
