import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import BetterSqlite, { type Database } from 'better-sqlite3'
import { conflict, invalid } from '../../domain/errors.ts'

/** Pages copied between two turns of the event loop: 1 MiB, a few milliseconds. */
const PAGES_PER_STEP = 256

/**
 * Writes a consistent copy of a database to a file of its own while the database is in use. The file appears
 * under its name once it is complete and on disk. Rejects with a `conflict` when there is one already, and with
 * `invalid` when it cannot be written.
 */
export async function backupDatabase(
  db: Database,
  file: string,
  progress?: (done: number, total: number) => void,
): Promise<void> {
  await reserve(file)
  const part = `${file}.part`
  try {
    await rm(part, { force: true })
    await copyTo(db, part, progress)
    await sync(part)
    await rename(part, file)
    await sync(dirname(file))
  } catch (error) {
    await rm(part, { force: true })
    await rm(file, { force: true })
    throw notWritten(file, error)
  }
}

/** Makes sure on disk what was written to a file, or which names a directory holds. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a database one file, with no write-ahead log beside it. */
export function settle(db: Database): void {
  db.pragma('journal_mode = delete')
}

async function reserve(file: string): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.close()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw conflict('backup_exists', `There is a file ${file} already; a backup overwrites nothing.`)
    throw notWritten(file, error)
  }
}

async function copyTo(
  db: Database,
  part: string,
  progress: ((done: number, total: number) => void) | undefined,
): Promise<void> {
  const handle = await open(part, 'wx', 0o600)
  await handle.close()
  await db.backup(part, {
    progress({ totalPages, remainingPages }) {
      progress?.(totalPages - remainingPages, totalPages)
      return PAGES_PER_STEP
    },
  })
  const copy = new BetterSqlite(part)
  try {
    settle(copy)
  } finally {
    copy.close()
  }
}

function notWritten(file: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error)
  return Object.assign(invalid('backup_not_written', `The backup ${file} cannot be written: ${reason}.`), {
    cause: error,
  })
}
