import type { FileRecord, Problem, ReadRow } from '../../../../../src/client/csv/file-record.ts'
import type { ReadingsReceipt } from '../../../../../src/client/reading-wire.ts'

/** Rejected rows that are shown one by one. */
const SHOWN = 1_000
/** Text is put away in parts of this many characters: the browser keeps those outside the page’s memory. */
const PART_CHARACTERS = 1_000_000

/** A row that was not taken, or not wholly. */
interface RejectedRow extends Problem {
  readonly line: number
}

/** What has become of a file so far. */
export interface Tally {
  readonly rows: number
  /** Rows without a value. */
  readonly blank: number
  /** Readings, not rows. */
  readonly accepted: number
  readonly duplicates: number
  readonly rejectedRows: number
  /** The first thousand of them. */
  readonly rejected: readonly RejectedRow[]
}

/** A reading with the row that told it. */
export interface RowReading {
  readonly reading: object
  readonly record: FileRecord
}

/** Adds up what becomes of rows, and keeps those that are not taken. */
export class ImportTally {
  #rows = 0
  #blank = 0
  #accepted = 0
  #duplicates = 0
  #rejectedRows = 0
  readonly #rejected: RejectedRow[] = []
  readonly #parts: Blob[] = []
  #text: string

  /** `header` goes before the rejected rows, so that they can be put right and imported the same way. */
  constructor(header: string) {
    this.#text = `${header}\n`
  }

  /** Counts a row in, and answers the readings that are to be sent. */
  take({ record, readings, problem }: ReadRow): readonly RowReading[] {
    this.#rows++
    if (problem !== null) this.#reject(record, problem)
    else if (readings.length === 0) this.#blank++
    return readings.map((reading) => ({ reading, record }))
  }

  /** Counts in what the server said about a batch. */
  settle(batch: readonly RowReading[], { accepted, duplicates, rejected }: ReadingsReceipt): void {
    this.#accepted += accepted
    this.#duplicates += duplicates
    let previous: FileRecord | null = null
    for (const { index, code, message } of rejected) {
      const record = batch[index]?.record
      // The readings of one row follow each other: it is rejected once.
      if (record !== undefined && record !== previous) this.#reject(record, { code, message })
      previous = record ?? null
    }
  }

  /** What has become of the file so far. */
  now(): Tally {
    return {
      rows: this.#rows,
      blank: this.#blank,
      accepted: this.#accepted,
      duplicates: this.#duplicates,
      rejectedRows: this.#rejectedRows,
      rejected: [...this.#rejected],
    }
  }

  /** The rejected rows as they stood in the file, under its header. */
  rejectedFile(): Blob {
    return new Blob([...this.#parts, this.#text], { type: 'text/csv' })
  }

  #reject({ line, text }: FileRecord, { code, message }: Problem): void {
    this.#rejectedRows++
    if (this.#rejected.length < SHOWN) this.#rejected.push({ line, code, message })
    this.#text += `${text}\n`
    if (this.#text.length < PART_CHARACTERS) return
    this.#parts.push(new Blob([this.#text]))
    this.#text = ''
  }
}
