import { chmod, constants, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { conflict } from '../../domain/errors.ts'
import { StoreUnusable } from '../store-unusable.ts'
import { settle, sync } from './backup.ts'
import { openDatabase } from './database.ts'
import { lockDirectory } from './directory-lock.ts'
import { DATABASE_FILE } from './sqlite-store.ts'
import { type Progress, verifyDatabase } from './verify.ts'

const LOCK_FILE = 'lock.db'

/**
 * Makes a backup the store of an empty data directory (created when it is not there), upgraded to this version.
 *
 * Rejects with a `conflict` when the directory holds anything, and with `StoreUnusable` when the file is no
 * Headcount store, comes from a newer version or is damaged; the directory is left empty then.
 */
export async function restoreBackup(file: string, directory: string, progress?: Progress): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const present = (await readdir(directory)).filter((name) => name !== LOCK_FILE)
  if (present.length > 0)
    throw conflict(
      'directory_not_empty',
      `The directory ${directory} is not empty (${present[0]}); a backup is restored into an empty one.`,
    )
  const lock = lockDirectory(directory)
  const part = join(directory, `${DATABASE_FILE}.part`)
  try {
    await copyPrivately(file, part)
    openDatabase(part).close()
    await refuseDamage(file, part, progress)
    makeOneFile(part)
    await sync(part)
    await rename(part, join(directory, DATABASE_FILE))
    await sync(directory)
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm']) await rm(`${part}${suffix}`, { force: true })
    throw error
  } finally {
    lock.release()
  }
}

async function copyPrivately(file: string, part: string): Promise<void> {
  try {
    await copyFile(file, part, constants.COPYFILE_FICLONE)
    await chmod(part, 0o600)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreUnusable(`The backup ${file} cannot be copied: ${reason}. Check its name and the disk.`, {
      cause: error,
    })
  }
}

async function refuseDamage(file: string, part: string, progress: Progress | undefined): Promise<void> {
  const [damage, ...more] = await verifyDatabase(part, progress)
  if (damage === undefined) return
  const others = more.length === 0 ? '' : ` and ${more.length} more`
  throw new StoreUnusable(
    `The backup ${file} is damaged (${damage.where}: ${damage.problem}${others}). Use another backup.`,
  )
}

function makeOneFile(part: string): void {
  const db = openDatabase(part)
  try {
    settle(db)
  } finally {
    db.close()
  }
}
