import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDbSlots } from './duckdb-slots.ts'
import { findPostgres, type PostgresServer, startPostgres } from './postgres-server.ts'
import type { Psql } from './psql.ts'
import type { Question, Rows } from './question.ts'
import { createCalendar, type Dialect, rowsOfResult, slotColumns, toSql } from './slot-sql.ts'

const dialect: Dialect = {
  hour: `date_trunc('hour', starts_at)`,
  epochMs: (timestamp) => `cast(extract(epoch from ${timestamp}) * 1000 as bigint)`,
}

/** The full store's slots as a PostgreSQL table with a primary key, a row for each. */
export class PostgresSlots {
  readonly version: string
  readonly #server: PostgresServer
  readonly #psql: Psql
  #prepared = 0

  private constructor(server: PostgresServer) {
    this.version = server.version
    this.#server = server
    this.#psql = server.connect()
  }

  /** Starts a server and loads what DuckDB holds; resolves to the reason where that is not possible. */
  static async open(
    scratch: string,
    source: DuckDbSlots,
    progress: (line: string) => void,
  ): Promise<PostgresSlots | string> {
    const programs = await findPostgres()
    if (programs === null) return 'no PostgreSQL server is installed'
    let slots: PostgresSlots
    try {
      slots = new PostgresSlots(await startPostgres(programs, join(scratch, 'postgres')))
    } catch (error) {
      return `PostgreSQL could not be started: ${error instanceof Error ? error.message.trim().split('\n').at(-1) : error}`
    }
    try {
      await slots.#load(join(scratch, 'slots.csv'), source, progress)
      return slots
    } catch (error) {
      await slots.close()
      throw error
    }
  }

  /** The rows that answer a question. */
  async rows(question: Question): Promise<Rows> {
    const lines = await this.#psql.run(`${oneLine(toSql(question, dialect))};`)
    return rowsOfResult(lines.map((line) => line.split(',')))
  }

  /** A prepared question that resolves to the milliseconds that psql measured. */
  async prepare(question: Question): Promise<() => Promise<number>> {
    this.#prepared += 1
    const name = `question_${this.#prepared}`
    await this.#psql.run(`prepare ${name} as ${oneLine(toSql(question, dialect))};`)
    return () => this.#psql.time(`execute ${name}`)
  }

  async close(): Promise<void> {
    this.#psql.close()
    await this.#server.stop()
  }

  async #load(csv: string, source: DuckDbSlots, progress: (line: string) => void): Promise<void> {
    progress('PostgreSQL: loading')
    await source.exportCsv(csv)
    // Frozen rows, which only the transaction that made the table may copy in, spare the first reads a rewrite.
    await this.#psql.run(
      [
        'begin;',
        `create table slots (${slotColumns.join(', ')});`,
        `\\copy slots from '${csv}' with (format csv, freeze)`,
        'commit;',
      ].join('\n'),
    )
    await rm(csv)
    progress('PostgreSQL: indexing')
    await this.#psql.run('alter table slots add primary key (space, starts_at);')
    await this.#psql.run(`${oneLine(createCalendar)};`)
    await this.#psql.run('vacuum analyze slots;\nvacuum analyze calendar;')
  }
}

function oneLine(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ')
}
