import type { CsvRecord } from '../../../../../src/client/csv/csv-records.ts'
import type { ReadRow } from '../../../../../src/client/csv/file-record.ts'
import { RowReader } from '../../../../../src/client/csv/row-reader.ts'
import { BATCH_LIMIT } from '../../../../../src/client/reading-batches.ts'
import type { ReadingsReceipt } from '../../../../../src/client/reading-wire.ts'
import { zoneOf } from '../../../../../src/domain/time/zone.ts'
import { Breather } from './breather.ts'
import { readWithColumns, textOf } from './csv-file.ts'
import { ImportTally, type RowReading } from './import-tally.ts'
import { columnsOf, type Mapping, speakerOf } from './mapping.ts'

/** How a file is imported. */
interface ImportOptions {
  readonly mapping: Mapping
  /** Sends readings; resolves once they are durable. */
  readonly send: (readings: readonly object[]) => Promise<ReadingsReceipt>
  /**
   * Told after every piece that was read, and every batch that was sent: the share of the file that is done, 0…1, and
   * what has become of it.
   */
  readonly onProgress: (share: number, tally: ImportTally) => void
  readonly signal: AbortSignal
}

/**
 * Loads a CSV file, a piece at a time: no more of it is in memory than is being sent. Resolves once all that was taken
 * is durable; rejects with what ended it before that.
 */
export async function runImport(file: Blob, options: ImportOptions): Promise<ImportTally> {
  const { mapping, signal, onProgress } = options
  const { pieces, readBytes } = await textOf(file)
  const head = await readWithColumns(pieces)
  const tally = new ImportTally(head.header)
  const breather = new Breather()
  const waiting: RowReading[] = []
  const tell = () => onProgress(Math.min(readBytes() / file.size, 1), tally)
  const rows = readerOf(mapping, head.names.length, (row) => {
    for (const each of tally.take(row)) waiting.push(each)
  })
  const take = (records: readonly CsvRecord[]) => {
    for (const record of records) rows.read(record)
  }
  const flush = async (isEnd: boolean) => {
    while (waiting.length >= (isEnd ? 1 : BATCH_LIMIT)) {
      signal.throwIfAborted()
      const batch = waiting.splice(0, BATCH_LIMIT)
      tally.settle(batch, await options.send(batch.map(({ reading }) => reading)))
      tell()
    }
  }
  try {
    take(head.records)
    for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) {
      signal.throwIfAborted()
      take(head.csv.push(piece.value))
      await flush(false)
      tell()
      await breather.breathe()
    }
    take(head.csv.end())
    rows.end()
    await flush(true)
    onProgress(1, tally)
  } catch (error) {
    tell()
    throw error
  } finally {
    await pieces.return?.()
  }
  return tally
}

/** The first rows as they would be read. */
export function previewRows(
  records: readonly CsvRecord[],
  width: number,
  mapping: Mapping,
): readonly ReadRow[] {
  const read: ReadRow[] = []
  const rows = readerOf(mapping, width, (row) => read.push(row))
  for (const record of records) rows.read(record)
  rows.end()
  return read.toSorted((a, b) => a.record.line - b.record.line)
}

function readerOf(mapping: Mapping, width: number, emit: (row: ReadRow) => void): RowReader {
  return new RowReader({
    columns: columnsOf(mapping, width),
    speakers: [{ speaker: speakerOf(mapping), capacity: null }],
    times: { dayFirst: mapping.dayFirst },
    numbers: { decimal: '.', isPercent: false },
    timeZone: zoneOf(mapping.zone),
    replace: false,
    emit,
  })
}
