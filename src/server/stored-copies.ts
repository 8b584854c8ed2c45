import { readMark } from '../storage/sqlite/acknowledged-mark.ts'
import { backupDatabase } from '../storage/sqlite/backup.ts'
import { openDatabase } from '../storage/sqlite/database.ts'
import { restoreBackup } from '../storage/sqlite/restore.ts'
import { verifyDatabase } from '../storage/sqlite/verify.ts'
import type { Damage } from '../storage/store.ts'
import { requireStore } from './stored-file.ts'

type Progress = (done: number, total: number) => void

/**
 * Writes a consistent copy of the store in a data directory to a file, also while a server serves it: the copy is
 * of the moment at which it began. Rejects with a `conflict` when there is such a file already.
 */
export async function backUpStore(directory: string, file: string, progress?: Progress): Promise<void> {
  const db = openDatabase(requireStore(directory), { readonly: true })
  try {
    // Inside one transaction all pages come from one moment, and what a server writes does not start the copy anew.
    db.exec('begin')
    db.prepare('select count(*) from sqlite_schema').get()
    await backupDatabase(db, file, progress)
  } finally {
    db.close()
  }
}

/** Makes a backup the store of an empty data directory; rejects, and leaves it empty, when the file is no good. */
export function restoreStore(file: string, directory: string, progress?: Progress): Promise<void> {
  return restoreBackup(file, directory, progress)
}

/** Reads the whole store of a data directory back and lists what is not as it was written; a server may run. */
export function verifyStore(directory: string, progress?: Progress): Promise<readonly Damage[]> {
  const file = requireStore(directory)
  return verifyDatabase(file, progress, readMark(directory))
}
