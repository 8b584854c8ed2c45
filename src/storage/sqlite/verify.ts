import { setImmediate } from 'node:timers/promises'
import BetterSqlite, { type Database } from 'better-sqlite3'
import type { Damage } from '../store.ts'
import { lossIn } from './acknowledged-loss.ts'
import type { Acknowledged } from './acknowledged-mark.ts'
import { Block } from './block-codec.ts'
import { DamagedBlock } from './damaged-block.ts'
import { openDatabase } from './database.ts'
import { verifyReadings } from './verify-readings.ts'

/** Blocks read between two turns of the event loop: a few milliseconds. */
const BLOCKS_PER_STEP = 128

/** Told how much has been looked at, and how much there is. */
export type Progress = (done: number, total: number) => void

/**
 * Reads a whole database back, over a connection of its own and as it is at this moment, and lists what is not
 * as it was written, nor there though it was acknowledged. May run while the database is in use; `mark` must have
 * been read before.
 */
export async function verifyDatabase(
  file: string,
  progress: Progress = () => {},
  mark: Acknowledged | null = null,
): Promise<readonly Damage[]> {
  // What is left of such a store may not even have all tables.
  const lost = lossIn(file, mark)
  if (lost.length > 0) return lost
  const db = openDatabase(file, { readonly: true })
  try {
    // One transaction: what is written meanwhile stays out of sight.
    db.exec('begin')
    return await verifyAll(db, progress)
  } finally {
    db.close()
  }
}

async function verifyAll(db: Database, progress: Progress): Promise<readonly Damage[]> {
  const tables = tableNames(db)
  const readings = count(db, 'log_rows') + count(db, 'packs')
  const total = tables.length + readings + count(db, 'blocks')
  const damages: Damage[] = []
  let done = 0
  for (const step of verifySteps(db, tables)) {
    damages.push(...step.damages)
    done += step.items
    progress(done, total)
    await setImmediate()
  }
  const inReadings = await verifyReadings(db, (part) => progress(done + part, total))
  progress(total, total)
  return [...damages, ...inReadings]
}

/** Some items that were looked at, and what was wrong with them. */
interface Step {
  readonly items: number
  readonly damages: readonly Damage[]
}

function* verifySteps(db: Database, tables: readonly string[]): Generator<Step> {
  for (const table of tables) yield { items: 1, damages: verifyTable(db, table) }
  yield { items: 0, damages: verifyReferences(db) }
  yield* verifyBlocks(db)
}

function verifyTable(db: Database, table: string): readonly Damage[] {
  const where = `table ${table}`
  return guarded(where, () => {
    const report = db.prepare('select * from pragma_integrity_check(?)').pluck().all(table) as string[]
    return report.filter((line) => line !== 'ok').map((problem) => ({ where, problem }))
  })
}

function verifyReferences(db: Database): readonly Damage[] {
  return guarded('references between tables', () =>
    (db.pragma('foreign_key_check') as { readonly table: string; readonly parent: string }[]).map(
      ({ table, parent }) => ({
        where: `table ${table}`,
        problem: `a row refers to a missing row of ${parent}`,
      }),
    ),
  )
}

function* verifyBlocks(db: Database): Generator<Step> {
  const select = db
    .prepare(
      `select space, month, body from blocks where (space, month) > (?, ?)
       order by space, month limit ${BLOCKS_PER_STEP}`,
    )
    .raw()
  let [space, month] = [-1, 0]
  for (;;) {
    let rows: BlockRow[] = []
    const unreadable = guarded('table blocks', () => {
      rows = select.all(space, month) as BlockRow[]
      return []
    })
    yield { items: rows.length, damages: [...unreadable, ...rows.flatMap(verifyBlock)] }
    const last = rows.at(-1)
    if (last === undefined) return
    ;[space, month] = last
  }
}

type BlockRow = readonly [space: number, month: number, body: Buffer]

function verifyBlock([space, month, body]: BlockRow): readonly Damage[] {
  try {
    new Block({ space, month }, body).verify()
    return []
  } catch (error) {
    if (error instanceof DamagedBlock) return [{ where: error.where, problem: error.problem }]
    throw error
  }
}

/** What SQLite cannot read is damage to report, not a reason to stop looking. */
function guarded(where: string, look: () => readonly Damage[]): readonly Damage[] {
  try {
    return look()
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error
    return [{ where, problem: error.message }]
  }
}

function tableNames(db: Database): readonly string[] {
  return db
    .prepare("select name from sqlite_schema where type = 'table' order by name")
    .pluck()
    .all() as string[]
}

function count(db: Database, table: string): number {
  let rows = 0
  // A table that cannot be counted is reported when it is read.
  guarded(table, () => {
    rows = Number(db.prepare(`select count(*) from ${table}`).pluck().get())
    return []
  })
  return rows
}
