import { join } from 'node:path'
import BetterSqlite, { type Database } from 'better-sqlite3'
import type { CountInput } from '../ingest/reading-input.ts'

/**
 * What anybody would write first: readings row by row into one SQLite table, a durable transaction for each batch.
 * It checks nothing, tells no repetition from news, and keeps no order by sensor.
 */
export class PlainTable {
  readonly #db: Database
  readonly #insertAll: (readings: readonly CountInput[]) => void

  constructor(directory: string) {
    this.#db = new BetterSqlite(join(directory, 'plain.db'))
    this.#db.pragma('journal_mode = wal')
    this.#db.pragma('synchronous = full')
    this.#db.exec('create table if not exists readings (sensor text, at text, count integer)')
    const insert = this.#db.prepare('insert into readings (sensor, at, count) values (?, ?, ?)')
    this.#insertAll = this.#db.transaction((readings: readonly CountInput[]) => {
      for (const { sensor, at, count } of readings) insert.run(sensor, at, count)
    })
  }

  /** Keeps a batch; it is durable on return. */
  insert(readings: readonly CountInput[]): void {
    this.#insertAll(readings)
  }

  close(): void {
    this.#db.close()
  }
}
