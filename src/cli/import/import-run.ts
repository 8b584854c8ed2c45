import type { FileRecord, Problem, ReadRow } from '../../client/csv/file-record.ts'
import { parseInstant } from '../../ingest/instant.ts'
import { BATCH_LIMIT, type Target } from '../target/target.ts'
import type { RejectedFile } from './rejected-file.ts'

/** Rejected rows that are told of one by one. */
const TOLD = 1_000

/** A row that was not taken, or not wholly. */
export interface RejectedRow extends Problem {
  readonly line: number
}

/** What became of a file. */
export interface ImportTally {
  rows: number
  /** Rows without a value. */
  blank: number
  /** Readings, not rows. */
  accepted: number
  duplicates: number
  rejectedRows: number
  /** Numbers of people that had a fraction. */
  rounded: number
  /** The first thousand of them. */
  readonly rejected: RejectedRow[]
  /** When the first and the last reading are of; `null` without any. */
  first: number | null
  last: number | null
}

/** Sends the readings of rows in batches, and adds up what becomes of them. */
export class ImportRun {
  readonly tally: ImportTally = {
    rows: 0,
    blank: 0,
    accepted: 0,
    duplicates: 0,
    rejectedRows: 0,
    rounded: 0,
    rejected: [],
    first: null,
    last: null,
  }
  readonly #target: Pick<Target, 'send'>
  readonly #rejectedFile: Pick<RejectedFile, 'add'>
  #readings: object[] = []
  /** The row of each reading. */
  #records: FileRecord[] = []

  constructor(target: Pick<Target, 'send'>, rejectedFile: Pick<RejectedFile, 'add'>) {
    this.#target = target
    this.#rejectedFile = rejectedFile
  }

  /** Takes a row in; what it says is sent by the next {@link flush}. */
  add({ record, readings, problem, rounded = 0 }: ReadRow): void {
    this.tally.rows++
    this.tally.rounded += rounded
    if (problem !== null) this.#reject(record, problem)
    else if (readings.length === 0) this.tally.blank++
    for (const reading of readings) {
      this.#readings.push(reading)
      this.#records.push(record)
    }
  }

  /** Sends what waits, in whole batches unless it is the end. */
  async flush(isEnd: boolean): Promise<void> {
    let sent = 0
    try {
      while (this.#readings.length - sent >= (isEnd ? 1 : BATCH_LIMIT)) {
        await this.#send(this.#readings.slice(sent, sent + BATCH_LIMIT), sent)
        sent += BATCH_LIMIT
      }
    } catch (error) {
      // A target that has failed is not to be tried again with the rest.
      sent = this.#readings.length
      throw error
    } finally {
      this.#readings = this.#readings.slice(sent)
      this.#records = this.#records.slice(sent)
    }
  }

  async #send(readings: readonly object[], offset: number): Promise<void> {
    const { accepted, duplicates, rejected } = await this.#target.send(readings)
    this.tally.accepted += accepted
    this.tally.duplicates += duplicates
    const refused = new Set<number>()
    let previous: FileRecord | null = null
    for (const { index, code, message } of rejected) {
      refused.add(index)
      const record = this.#records[offset + index]
      // The readings of one row follow each other: it is rejected once.
      if (record !== undefined && record !== previous) this.#reject(record, { code, message })
      previous = record ?? null
    }
    for (const [index, reading] of readings.entries()) if (!refused.has(index)) this.#span(reading)
  }

  #span(reading: object): void {
    const at =
      'at' in reading ? (typeof reading.at === 'number' ? reading.at : parseInstant(reading.at)) : null
    if (at === null) return
    const { first, last } = this.tally
    if (first === null || at < first) this.tally.first = at
    if (last === null || at > last) this.tally.last = at
  }

  #reject(record: FileRecord, { code, message }: Problem): void {
    const { tally } = this
    tally.rejectedRows++
    if (tally.rejected.length < TOLD) tally.rejected.push({ line: record.line, code, message })
    this.#rejectedFile.add(record.text)
  }
}
