import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, INTEGER, SMALLINT } from '@duckdb/node-api'
import { SLOT_MS } from '../domain/time/interval.ts'
import type { Question, Rows } from './question.ts'
import { createCalendar, type Dialect, rowsOfResult, slotColumns, toSql } from './slot-sql.ts'
import { firstSlot, type SpaceYear, slotsPerSpace, spaceYear } from './slot-year.ts'
import { elapsedMs } from './timing.ts'

const dialect: Dialect = {
  hour: `time_bucket(interval '1 hour', starts_at)`,
  epochMs: (timestamp) => `epoch_ms(${timestamp})`,
}

/** Rows of a DuckDB data chunk. */
const CHUNK_ROWS = 2_048

/** The full store's slots as a DuckDB table in a file, a row for each. */
export class DuckDbSlots {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance
    this.#connection = connection
  }

  /** Loads the slots of so many spaces, or opens what an earlier run left in the directory. */
  static async open(
    directory: string,
    spaces: number,
    progress: (line: string) => void,
  ): Promise<DuckDbSlots> {
    const file = join(directory, `slots-${spaces}.duckdb`)
    const instance = await DuckDBInstance.create(file)
    const connection = await instance.connect()
    const slots = new DuckDbSlots(instance, connection)
    try {
      if (!(await slots.#isLoaded())) await slots.#load(spaces, progress)
      return slots
    } catch (error) {
      slots.close()
      if (existsSync(file)) await rm(file)
      throw error
    }
  }

  /** The rows that answer a question. */
  async rows(question: Question): Promise<Rows> {
    const reader = await this.#connection.runAndReadAll(toSql(question, dialect))
    return rowsOfResult(reader.getRows())
  }

  /** A prepared question that resolves to the milliseconds until all of its answer is in memory. */
  async prepare(question: Question): Promise<() => Promise<number>> {
    const statement = await this.#connection.prepare(toSql(question, dialect))
    return () => elapsedMs(() => statement.runAndReadAll())
  }

  /** Writes the table to a CSV file, for another engine to load. */
  async exportCsv(file: string): Promise<void> {
    await this.#connection.run(`copy slots to '${file}' (format csv, header false)`)
  }

  close(): void {
    this.#connection.closeSync()
    this.#instance.closeSync()
  }

  async #isLoaded(): Promise<boolean> {
    const found = await this.#connection.runAndReadAll(
      "select count(*) from information_schema.tables where table_name = 'calendar'",
    )
    return Number(found.getRows()[0]?.[0]) === 1
  }

  async #load(spaces: number, progress: (line: string) => void): Promise<void> {
    const columns = slotColumns.join(', ')
    await this.#connection.run(
      'create temp table loading (space integer, slot integer, occupied_ms integer, person_ms integer, peak smallint, low smallint)',
    )
    const appender = await this.#connection.createAppender('loading')
    const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, INTEGER, INTEGER, SMALLINT, SMALLINT])
    await this.#connection.run(`create table slots (${columns})`)
    for (let index = 0; index < spaces; index++) {
      for (const values of chunksOf(index, spaceYear(index))) {
        chunk.setColumns(values)
        appender.appendDataChunk(chunk)
      }
      if ((index + 1) % 100 > 0 && index + 1 < spaces) continue
      appender.flushSync()
      await this.#connection.run(`insert into slots
        select space, to_timestamp(slot * ${SLOT_MS / 1_000}), ${SLOT_MS}, occupied_ms, person_ms, ${SLOT_MS}, peak, low
        from loading`)
      await this.#connection.run('truncate loading')
      progress(`DuckDB: ${index + 1} of ${spaces} spaces`)
    }
    appender.closeSync()
    // Made last: a table without it was not finished.
    await this.#connection.run(createCalendar)
    await this.#connection.run('checkpoint')
  }
}

function* chunksOf(space: number, year: SpaceYear): Generator<number[][]> {
  for (let from = 0; from < slotsPerSpace; from += CHUNK_ROWS) {
    const until = Math.min(slotsPerSpace, from + CHUNK_ROWS)
    const length = until - from
    yield [
      new Array<number>(length).fill(space),
      Array.from({ length }, (_, offset) => firstSlot + from + offset),
      ...[year.occupiedMs, year.personMs, year.peak, year.low].map((column) => [
        ...column.subarray(from, until),
      ]),
    ]
  }
}
