import { mkdir, open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { AccessStore } from '../access-store.ts'
import type { CredentialStore } from '../credential-store.ts'
import type { Damage, Store, StoreStatistics } from '../store.ts'
import { refuseLoss } from './acknowledged-loss.ts'
import { type Acknowledged, readMark } from './acknowledged-mark.ts'
import { backupDatabase } from './backup.ts'
import { openDatabase } from './database.ts'
import { type DirectoryLock, lockDirectory } from './directory-lock.ts'
import { type ProbeResult, probeDatabase } from './probe.ts'
import { RollupWorkers } from './rollup-workers.ts'
import { SqliteAccessStore } from './sqlite-access-store.ts'
import { SqliteChangeStore } from './sqlite-change-store.ts'
import { SqliteCredentialStore } from './sqlite-credential-store.ts'
import { SqliteDeadLetterStore } from './sqlite-dead-letter-store.ts'
import { SqlitePlanStore } from './sqlite-plan-store.ts'
import { SqlitePortfolioStore } from './sqlite-portfolio-store.ts'
import { SqliteReadingLog } from './sqlite-reading-log.ts'
import { SqliteRollupStore } from './sqlite-rollup-store.ts'
import { SqliteSigningKeyStore } from './sqlite-signing-key-store.ts'
import { SqliteUserStore } from './sqlite-user-store.ts'
import { verifyDatabase } from './verify.ts'
import { DirectoryGuard, unguarded } from './write-guard.ts'

/** Name of a store's file in its data directory. */
export const DATABASE_FILE = 'headcount.db'

/** How to open a store. */
export interface SqliteStoreOptions {
  /** The data directory; created, for its owner alone, when it is not there. */
  readonly directory: string
  /** What rows of the log are dated by. Default: the time of day. */
  readonly clock?: () => EpochMs
  /** Threads for queries that read many blocks. Default: 2. */
  readonly queryThreads?: number
  /** The compiled script of those threads, when it is not where the build puts it. */
  readonly rollupWorker?: URL
  /** Log rows that were acknowledged, are missing and are given up, such as `12-40`. Default: none. */
  readonly acceptLoss?: string | null
}

/**
 * Opens the store in a data directory, creating or upgrading it as needed. One process at a time has it open.
 * Rejects with `StoreUnusable`.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { directory } = options
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const lock = lockDirectory(directory)
  try {
    const file = join(directory, DATABASE_FILE)
    const mark = readMark(directory)
    refuseLoss(file, mark, options.acceptLoss ?? null)
    await createPrivately(file)
    const db = openDatabase(file)
    try {
      return new SqliteStore(db, lock, file, mark, options)
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * Opens no more than the access part of the store in a data directory, also while another process serves it: to
 * add or revoke a token or a credential from the command line. Throws `StoreUnusable` when there is no store.
 */
export function openSqliteAccess(directory: string): {
  readonly access: AccessStore
  readonly credentials: CredentialStore
  close(): void
} {
  const file = join(directory, DATABASE_FILE)
  // Opened for reading first, which refuses to create a store or to upgrade it under a server's feet.
  openDatabase(file, { readonly: true }).close()
  const db = openDatabase(file)
  return {
    access: new SqliteAccessStore(db, unguarded),
    credentials: new SqliteCredentialStore(db, unguarded),
    close: () => db.close(),
  }
}

class SqliteStore implements Store {
  readonly readings: SqliteReadingLog
  readonly rollups: SqliteRollupStore
  readonly changes: SqliteChangeStore
  readonly portfolios: SqlitePortfolioStore
  readonly plans: SqlitePlanStore
  readonly access: SqliteAccessStore
  readonly credentials: SqliteCredentialStore
  readonly signingKeys: SqliteSigningKeyStore
  readonly users: SqliteUserStore
  readonly deadLetters: SqliteDeadLetterStore
  readonly #db: Database
  readonly #lock: DirectoryLock
  readonly #file: string
  readonly #workers: RollupWorkers
  readonly #guard: DirectoryGuard

  constructor(
    db: Database,
    lock: DirectoryLock,
    file: string,
    mark: Acknowledged | null,
    options: SqliteStoreOptions,
  ) {
    this.#db = db
    this.#lock = lock
    this.#file = file
    this.#workers = new RollupWorkers({
      file,
      threads: options.queryThreads ?? 2,
      script: options.rollupWorker ?? null,
    })
    this.#guard = new DirectoryGuard(dirname(file), file, lastWritten(db, mark))
    this.readings = new SqliteReadingLog(db, {
      clock: options.clock ?? Date.now,
      guard: this.#guard,
      epoch: mark?.epoch ?? 0,
    })
    this.changes = new SqliteChangeStore(db)
    this.rollups = new SqliteRollupStore(db, this.#workers)
    this.portfolios = new SqlitePortfolioStore(db, this.readings.positions, this.changes)
    this.plans = new SqlitePlanStore(db, this.#guard)
    this.access = new SqliteAccessStore(db, this.#guard)
    this.credentials = new SqliteCredentialStore(db, this.#guard)
    this.signingKeys = new SqliteSigningKeyStore(db, this.#guard)
    this.users = new SqliteUserStore(db, this.#guard)
    this.deadLetters = new SqliteDeadLetterStore(db, this.#guard)
  }

  async probe(): Promise<ProbeResult> {
    const problem = this.#guard.problem()
    return problem === null ? probeDatabase(this.#db) : { writable: false, reason: problem }
  }

  async statistics(): Promise<StoreStatistics> {
    const packed = this.#db.prepare('select coalesce(sum(readings), 0) from packed_subjects').pluck().get()
    const pendingReadings = this.readings.pending()
    return {
      readings: Number(packed) + pendingReadings,
      pendingReadings,
      blocks: Number(this.#db.prepare('select count(*) from blocks').pluck().get()),
      sizeBytes: (await sizeOf(this.#file)) + (await sizeOf(`${this.#file}-wal`)),
    }
  }

  async verify(progress?: (done: number, total: number) => void): Promise<readonly Damage[]> {
    return verifyDatabase(this.#file, progress, readMark(dirname(this.#file)))
  }

  async backup(file: string, progress?: (done: number, total: number) => void): Promise<void> {
    await backupDatabase(this.#db, file, progress)
  }

  async close(): Promise<void> {
    await this.readings.close()
    await this.#workers.close()
    this.#db.close()
    this.#guard.close()
    this.#lock.release()
  }
}

/** The last row of the log, in the highest epoch that is known. */
function lastWritten(db: Database, mark: Acknowledged | null): Acknowledged {
  const { sequence, epoch } = db
    .prepare<[], Acknowledged>('select last as sequence, epoch from log_state')
    .get() ?? { sequence: 0, epoch: 0 }
  return { sequence, epoch: Math.max(epoch, mark?.epoch ?? 0) }
}

/** What SQLite makes beside the file later on gets the same mode. */
async function createPrivately(file: string): Promise<void> {
  const handle = await open(file, 'a', 0o600)
  await handle.close()
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch {
    return 0
  }
}
