import BetterSqlite, { type Database } from 'better-sqlite3'
import { StoreUnusable } from '../store-unusable.ts'
import { refuseEmptied } from './acknowledged-loss.ts'
import type { Migration } from './migration.ts'
import { migrations } from './migrations.ts'

/** `HCNT`: marks a SQLite file as a Headcount store. */
const APPLICATION_ID = 0x48_43_4e_54
const BUSY_TIMEOUT_MS = 10_000
const CACHE_KIB = 16 * 1024
/** How far the write-ahead log grows before it is moved into the main file: 4 MB, so that no commit waits for long. */
const WAL_PAGES = 1_000
const WAL_LIMIT_BYTES = 64 * 1024 * 1024

/** How to open a database. */
export interface DatabaseOptions {
  /** Opens an existing store for reading; nothing is created or migrated. Default: `false`. */
  readonly readonly?: boolean
}

/**
 * Opens the database of a store, creating and migrating it as needed: write-ahead logging, every commit synced to
 * disk, foreign keys enforced. Several processes may have it open.
 *
 * Throws `StoreUnusable`, having changed nothing, when the file is damaged, belongs to something else, or was
 * written by a newer version.
 */
export function openDatabase(file: string, { readonly = false }: DatabaseOptions = {}): Database {
  refuseEmptied(file)
  return withReason(file, () => {
    const db = new BetterSqlite(file, { readonly, fileMustExist: readonly, timeout: BUSY_TIMEOUT_MS })
    try {
      checkIdentity(db, file, readonly)
      setPragmas(db, readonly)
      if (!readonly) migrate(db, file, migrations)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Brings a database to the newest of the given steps, each step in a transaction of its own. */
export function migrate(db: Database, file: string, steps: readonly Migration[]): void {
  for (const { version, up } of steps) {
    if (schemaVersion(db) >= version) continue
    const step = db.transaction(() => {
      // Another process may have taken this step while we waited for the lock.
      const current = schemaVersion(db)
      if (current >= version) return
      if (current !== version - 1) throw new Error(`step ${version} does not follow version ${current}`)
      up(db)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${version}`)
    })
    try {
      step.immediate()
    } catch (error) {
      throw new StoreUnusable(
        `The store ${file} could not be brought to schema version ${version} (${reasonOf(error)}); it is unchanged. Make room or fix the cause and start again, or go on with the version used before.`,
        { cause: error },
      )
    }
  }
}

/** The schema version that a database is at; 0 for an empty one. */
export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

function checkIdentity(db: Database, file: string, readonly: boolean): void {
  const known = migrations.at(-1)?.version ?? 0
  const version = schemaVersion(db)
  const tables = Number(db.prepare('select count(*) from sqlite_schema').pluck().get())
  if (tables === 0 && version === 0 && !readonly) return
  if (Number(db.pragma('application_id', { simple: true })) !== APPLICATION_ID)
    throw new StoreUnusable(
      `${file} is a SQLite database, but not a Headcount store. Name another data directory, or move the file away.`,
    )
  if (version > known)
    throw new StoreUnusable(
      `The store ${file} was written by a newer version (schema ${version}; this one knows up to ${known}). Run that version, or restore a backup made before the upgrade.`,
    )
  if (readonly && version < known)
    throw new StoreUnusable(
      `The store ${file} was written by an older version (schema ${version}; this one needs ${known}). Start the server on it once to upgrade it.`,
    )
}

function setPragmas(db: Database, readonly: boolean): void {
  db.pragma(`cache_size = -${CACHE_KIB}`)
  db.pragma('foreign_keys = on')
  db.pragma('temp_store = memory')
  if (readonly) return
  db.pragma('journal_mode = wal')
  db.pragma('synchronous = full')
  db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`)
  db.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`)
}

const DAMAGE = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_FORMAT'])

function withReason<T>(file: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (error instanceof StoreUnusable) throw error
    if (!(error instanceof BetterSqlite.SqliteError) && !(error instanceof TypeError)) throw error
    const damaged =
      error instanceof BetterSqlite.SqliteError && DAMAGE.has(error.code.split('_', 2).join('_'))
    throw new StoreUnusable(
      damaged
        ? `The store ${file} is damaged (${reasonOf(error)}). Restore a backup, and keep the file for examination.`
        : `The store ${file} cannot be opened (${reasonOf(error)}). Check that the directory exists and may be written, and that the disk has room.`,
      { cause: error },
    )
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
