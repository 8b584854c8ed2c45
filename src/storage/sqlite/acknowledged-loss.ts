import { statSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import type { Damage } from '../store.ts'
import { StoreUnusable } from '../store-unusable.ts'
import type { Acknowledged } from './acknowledged-mark.ts'

/**
 * Refuses a database without content beside a write-ahead log or a mark that has some: opened, it would be a new store,
 * and SQLite would delete the log.
 */
export function refuseEmptied(file: string, mark: Acknowledged | null = null): void {
  if (sizeOf(file) > 0) return
  const inLog = sizeOf(`${file}-wal`) > 0
  if (!inLog && (mark === null || mark.sequence === 0)) return
  throw new StoreUnusable(
    `The store ${file} is empty or gone, but ${inLog ? 'its write-ahead log has data' : `log rows up to ${mark?.sequence} were acknowledged`}. Nothing was changed. Keep a copy of the directory, and restore a backup into an empty directory.`,
  )
}

/**
 * Refuses a database that ends before what was acknowledged, unless `accepted` names exactly the rows that are missing
 * (`12-40`). Only reads, so that what is left of the write-ahead log can still be examined.
 */
export function refuseLoss(file: string, mark: Acknowledged | null, accepted: string | null): void {
  refuseEmptied(file, mark)
  const last = mark === null ? null : lastRow(file)
  if (mark === null || last === null || last >= mark.sequence) {
    if (accepted === null) return
    throw new StoreUnusable(`No acknowledged rows are missing from ${file}: start without --accept-loss.`)
  }
  const rows = `${last + 1}-${mark.sequence}`
  if (accepted === rows) return
  throw new StoreUnusable(
    `The store ${file} ends at log row ${last}, but rows up to ${mark.sequence} were acknowledged: rows ${rows} are missing, with the readings and changes in them. The file or its write-ahead log was damaged, or replaced by an older one. Nothing was changed. Keep a copy of the directory; then restore a backup into an empty directory, or go on without these rows with \`headcount serve --accept-loss ${rows}\`.`,
  )
}

/** The acknowledged rows that a database does not have; `mark` must have been read before. Throws when it is empty. */
export function lossIn(file: string, mark: Acknowledged | null): readonly Damage[] {
  refuseEmptied(file, mark)
  const last = mark === null ? null : lastRow(file)
  if (mark === null || last === null || last >= mark.sequence) return []
  return [{ where: `log rows ${last + 1}-${mark.sequence}`, problem: 'acknowledged, and missing' }]
}

/** The last row of the log; `null` when the file cannot be read, which opening it explains. */
function lastRow(file: string): number | null {
  let db: BetterSqlite.Database | null = null
  try {
    db = new BetterSqlite(file, { readonly: true })
    return Number(db.prepare('select last from log_state').pluck().get())
  } catch (error) {
    // Without the write-ahead log, a young store has not even its tables.
    const hasNoTable = error instanceof BetterSqlite.SqliteError && error.code === 'SQLITE_ERROR'
    return hasNoTable ? 0 : null
  } finally {
    db?.close()
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
