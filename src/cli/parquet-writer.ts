import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import type { ColumnKind, ExportColumn } from '../server/export-columns.ts'
import type { Row, RowWriter } from './row-writer.ts'

/** Rows that are kept together, in memory and in the file. */
const ROW_GROUP = 50_000

const types = {
  text: 'STRING',
  whole: 'INT64',
  number: 'DOUBLE',
  truth: 'BOOLEAN',
  instant: 'TIMESTAMP',
} as const satisfies Record<ColumnKind, string>

/**
 * Opens a writer of a Parquet file: columns of one type each, all of them nullable; instants are milliseconds in UTC.
 * It holds one row group at a time, however long the file gets.
 */
export function openParquetWriter(columns: readonly ExportColumn[], file: string): RowWriter {
  const out = createWriteStream(file)
  const ended = finished(out)
  // Told by `end`; until then nobody is waiting for it.
  ended.catch(() => undefined)
  const bytes = new ByteWriter()
  const parquet = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: columnData(columns, []) }),
    createdBy: 'headcount',
  })
  let group: Row[] = []
  const writeGroup = async () => {
    await parquet.write({ columnData: columnData(columns, group), rowGroupSize: ROW_GROUP })
    group = []
    await drain(bytes, out, ended)
  }
  return {
    async write(rows) {
      for (const row of rows) {
        group.push(row)
        if (group.length === ROW_GROUP) await writeGroup()
      }
    },
    async end() {
      if (group.length > 0) await writeGroup()
      await parquet.finish()
      await drain(bytes, out, ended)
      out.end()
      await ended
    },
  }
}

function columnData(columns: readonly ExportColumn[], rows: readonly Row[]) {
  return columns.map(({ name, kind }) => ({
    name,
    type: types[kind],
    nullable: true,
    data: rows.map((row) => typed(row[name], kind)),
  }))
}

function typed(value: unknown, kind: ColumnKind): unknown {
  if (value === null || value === undefined) return null
  if (kind === 'whole') return BigInt(Number(value))
  return kind === 'instant' ? new Date(String(value)) : value
}

/** Moves what was encoded to the file, and waits while the file takes it slowly. */
async function drain(bytes: ByteWriter, out: WriteStream, ended: Promise<void>): Promise<void> {
  const piece = new Uint8Array(bytes.buffer, 0, bytes.index).slice()
  bytes.index = 0
  if (!out.write(piece)) await Promise.race([once(out, 'drain'), ended])
}
