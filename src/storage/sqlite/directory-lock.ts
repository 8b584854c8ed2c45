import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { StoreUnusable } from '../store-unusable.ts'

/** Holds a data directory for this process until released, or until the process ends in whatever way. */
export interface DirectoryLock {
  release(): void
}

/**
 * Takes a data directory for one serving process: an exclusive SQLite transaction on a small file of its own, so
 * the operating system lets go of it even after `kill -9`. Throws `StoreUnusable` when another process has it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const file = join(directory, 'lock.db')
  let db: BetterSqlite.Database | null = null
  try {
    db = new BetterSqlite(file, { timeout: 0 })
    db.exec('begin exclusive')
  } catch (error) {
    db?.close()
    if (error instanceof BetterSqlite.SqliteError && error.code === 'SQLITE_NOTADB')
      throw new StoreUnusable(
        `The lock file ${file} is damaged. It holds no data: delete it and start again.`,
        { cause: error },
      )
    const taken = error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
    throw new StoreUnusable(
      taken
        ? `The data directory ${directory} is in use by another process. Stop that one first, or name another directory.`
        : `The data directory ${directory} cannot be locked (${error instanceof Error ? error.message : String(error)}). Check that it exists and may be written.`,
      { cause: error },
    )
  }
  const held = db
  return { release: () => held.close() }
}
