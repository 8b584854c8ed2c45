import { type CsvRecord, CsvRecords, delimiterOf } from './csv-records.ts'

/** How a CSV file begins. */
export interface CsvHead {
  /** The text of its first row; empty where the file is. */
  readonly header: string
  readonly names: readonly string[]
  /** Rows that were read along with the header: at least one, where there is one. */
  readonly records: readonly CsvRecord[]
  /** What reads the rest. */
  readonly csv: CsvRecords
}

/**
 * Reads the header of a CSV file that comes in pieces, and as little as possible after it. Without a `delimiter` the
 * header tells which it is.
 */
export async function readCsvHead(pieces: AsyncIterator<string>, delimiter: string | null): Promise<CsvHead> {
  let text = ''
  let csv = new CsvRecords(',')
  for (;;) {
    const piece = await pieces.next()
    text += piece.value ?? ''
    csv = new CsvRecords(delimiter ?? delimiterOf(text.slice(0, text.indexOf('\n') + 1 || undefined)))
    const [header, ...records] = [...csv.push(text), ...(piece.done === true ? csv.end() : [])]
    if (header !== undefined && (records.length > 0 || piece.done === true)) {
      return { header: header.text, names: header.fields ?? [], records, csv }
    }
    if (piece.done === true) return { header: '', names: [], records: [], csv }
  }
}
