import type { ReadRow } from '../../client/csv/file-record.ts'
import { RowReader } from '../../client/csv/row-reader.ts'
import { formatUtc } from '../../domain/time/iso-format.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { readCsvFile } from './csv-file.ts'
import type { CsvFindings } from './inspect-csv.ts'
import type { ReadingStyle } from './settle-reading.ts'

/** The first readings that are shown. */
const FIRST = 5
/** Days that are shown, from the first on. */
const MAX_DAYS = 31

/** One local day of a file: the highest count, and how many came and went. */
export interface DryRunDay {
  readonly date: string
  readonly peak: number | null
  readonly entrances: number
  readonly exits: number
}

/** What an import of a file would keep. Nothing is kept, and no store is opened. */
export interface DryRun {
  readonly file: string
  readonly rows: number
  readonly rejected: readonly { readonly line: number; readonly message: string }[]
  readonly rejectedRows: number
  readonly rounded: number
  readonly first: readonly object[]
  /** The first and the last instant, as ISO 8601 in UTC; `null` without readings. */
  readonly from: string | null
  readonly to: string | null
  readonly days: readonly DryRunDay[]
}

/** Reads a file as an import would, times without an offset in `timeZone` (an IANA name), and says what came of it. */
export async function dryRun(findings: CsvFindings, style: ReadingStyle, timeZone: string): Promise<DryRun> {
  const tally = new DryRunTally(findings.file, timeZone)
  const anyone = { speaker: { sensor: 'to be created' }, capacity: null }
  const rows = new RowReader({
    columns: findings.columns,
    speakers: findings.columns.sources.map(() => anyone),
    places: new Map(findings.spaces.map((name) => [name, { ...anyone, speaker: { sensor: name } }])),
    ...style,
    timeZone: zoneOf(timeZone),
    replace: false,
    emit: (row) => tally.add(row),
  })
  await readCsvFile(findings.file, findings.plan, () => (record) => rows.read(record))
  rows.end()
  return tally.conclude()
}

/** What a reading of a file says, as far as it is added up. */
interface SeenReading {
  readonly at?: number
  readonly count?: number
  readonly direction?: number
  readonly n?: number
}

class DryRunTally {
  readonly #file: string
  readonly #dateOf: (at: number) => string
  #rows = 0
  #rejectedRows = 0
  #rounded = 0
  #from = Number.POSITIVE_INFINITY
  #to = Number.NEGATIVE_INFINITY
  readonly #rejected: { readonly line: number; readonly message: string }[] = []
  readonly #first: object[] = []
  readonly #days = new Map<string, { peak: number | null; entrances: number; exits: number }>()

  constructor(file: string, timeZone: string) {
    this.#file = file
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
    this.#dateOf = (at) => format.format(at)
  }

  add({ record, readings, problem, rounded = 0 }: ReadRow): void {
    this.#rows++
    this.#rounded += rounded
    if (problem !== null) {
      this.#rejectedRows++
      if (this.#rejected.length < FIRST) this.#rejected.push({ line: record.line, message: problem.message })
    }
    for (const reading of readings) this.#addReading(reading)
  }

  conclude(): DryRun {
    const hasReadings = this.#to >= this.#from
    return {
      file: this.#file,
      rows: this.#rows,
      rejected: this.#rejected,
      rejectedRows: this.#rejectedRows,
      rounded: this.#rounded,
      first: this.#first,
      from: hasReadings ? formatUtc(this.#from) : null,
      to: hasReadings ? formatUtc(this.#to) : null,
      days: [...this.#days]
        .map(([date, day]) => ({ date, ...day }))
        .toSorted((a, b) => (a.date < b.date ? -1 : 1))
        .slice(0, MAX_DAYS),
    }
  }

  #addReading(reading: object): void {
    const { at = 0, count, direction, n = 1 }: SeenReading = reading
    if (this.#first.length < FIRST) this.#first.push({ ...reading, at: formatUtc(at) })
    this.#from = Math.min(this.#from, at)
    this.#to = Math.max(this.#to, at)
    const date = this.#dateOf(at)
    const day = this.#days.get(date) ?? { peak: null, entrances: 0, exits: 0 }
    if (count !== undefined) day.peak = Math.max(day.peak ?? 0, count)
    if (direction === 1) day.entrances += n
    if (direction === -1) day.exits += n
    this.#days.set(date, day)
  }
}
