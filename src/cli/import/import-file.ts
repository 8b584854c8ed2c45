import { readCsvHead } from '../../client/csv/csv-head.ts'
import type { CsvRecord } from '../../client/csv/csv-records.ts'
import type { ReadRow } from '../../client/csv/file-record.ts'
import { RowReader, UnzonedTime, type Voice } from '../../client/csv/row-reader.ts'
import { type Zone, zoneOf } from '../../domain/time/zone.ts'
import { UsageError } from '../failures.ts'
import type { Progress } from '../progress.ts'
import type { Target } from '../target/target.ts'
import { ImportRun, type ImportTally } from './import-run.ts'
import { type InputFile, openInputFile } from './input-file.ts'
import type { CsvFindings } from './inspect-csv.ts'
import { RejectedFile } from './rejected-file.ts'
import type { ReadingStyle } from './settle-reading.ts'
import { openTable } from './table-text.ts'

/** What the import of a file needs to know. */
export interface ImportFileOptions {
  readonly target: Pick<Target, 'send'>
  /** Where rows that are not taken go. */
  readonly rejectedFile: string
  /** Whether readings take the place of those with the same identity and other content. */
  readonly replace: boolean
  readonly progress: Progress
}

/** Who speaks in a CSV file, and how it is to be read. */
export interface CsvImportOptions extends ImportFileOptions {
  readonly findings: CsvFindings
  readonly style: ReadingStyle
  /** One for each source of the columns. */
  readonly voices: readonly Voice[]
  /** The spaces that a column names, by name. */
  readonly places: ReadonlyMap<string, Voice>
  readonly timeZone: string | null
}

/** Takes rows as text comes in. */
interface Reader {
  push(text: string): void
  end(): void
}

/** Loads a CSV file; resolves to what became of it once all that was taken is durable. */
export async function importCsv(file: string, options: CsvImportOptions): Promise<ImportTally> {
  const { format, delimiter } = options.findings.plan
  const input = await openTable(file, format)
  const pieces = input.text[Symbol.asyncIterator]()
  const head = await readCsvHead(pieces, format === 'csv' ? delimiter : ',')
  const rejected = new RejectedFile(options.rejectedFile, head.header)
  const run = new ImportRun(options.target, rejected)
  const rows = rowReaderOf(options, run)
  const read = (records: readonly CsvRecord[]) => {
    try {
      for (const record of records) rows.read(record)
    } catch (error) {
      throw error instanceof UnzonedTime ? unzoned(error) : error
    }
  }
  read(head.records)
  const reader: Reader = {
    push: (text) => read(head.csv.push(text)),
    end() {
      read(head.csv.end())
      rows.end()
    },
  }
  return drain({ [Symbol.asyncIterator]: () => pieces }, reader, { ...options, input, run, rejected })
}

function rowReaderOf(options: CsvImportOptions, run: ImportRun): RowReader {
  const { findings, style, voices, places, timeZone, replace } = options
  return new RowReader({
    columns: findings.columns,
    speakers: voices,
    places,
    ...style,
    timeZone: timeZone === null ? null : zoneFor(timeZone),
    replace,
    emit: (row) => run.add(row),
  })
}

/** Loads a file with a reading as JSON on each line; resolves like {@link importCsv}. */
export async function importNdjson(file: string, options: ImportFileOptions): Promise<ImportTally> {
  const input = await openInputFile(file)
  const rejected = new RejectedFile(options.rejectedFile, null)
  const run = new ImportRun(options.target, rejected)
  let rest = ''
  let line = 0
  const take = (text: string) => {
    line++
    if (text.trim() !== '')
      run.add(readLine(line, text.endsWith('\r') ? text.slice(0, -1) : text, options.replace))
  }
  const reader: Reader = {
    push(text) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const each of lines) take(each)
    },
    end() {
      if (rest !== '') take(rest)
    },
  }
  return drain(input.text, reader, { ...options, input, run, rejected })
}

function readLine(line: number, text: string, replace: boolean): ReadRow {
  const record = { line, text }
  try {
    const reading: unknown = JSON.parse(text)
    if (typeof reading === 'object' && reading !== null) {
      return { record, readings: [replace ? { ...reading, replace } : reading], problem: null }
    }
  } catch {
    // Told below, like what is JSON but no reading.
  }
  return {
    record,
    readings: [],
    problem: { code: 'invalid_json', message: 'The line is not a JSON object.' },
  }
}

interface Draining extends ImportFileOptions {
  readonly input: InputFile
  readonly run: ImportRun
  readonly rejected: RejectedFile
}

/** Reads all text and sends what it says; what was read before a failure is sent too. */
async function drain(text: AsyncIterable<string>, reader: Reader, draining: Draining): Promise<ImportTally> {
  const { input, run, rejected, progress } = draining
  try {
    for await (const piece of text) {
      reader.push(piece)
      await run.flush(false)
      progress.update(input.readBytes(), input.sizeBytes, `${run.tally.rows} rows`)
    }
    reader.end()
  } finally {
    await run.flush(true)
    progress.end()
    await rejected.close()
  }
  return run.tally
}

function zoneFor(name: string): Zone {
  try {
    return zoneOf(name)
  } catch {
    throw new UsageError(
      `--time-zone is ${JSON.stringify(name)}: expected an IANA time zone such as Europe/Paris.`,
    )
  }
}

function unzoned({ text, line }: UnzonedTime): UsageError {
  return new UsageError(
    `${JSON.stringify(text)} (line ${line}) has no offset: say where it was measured with --time-zone, such as Europe/Paris.`,
  )
}
