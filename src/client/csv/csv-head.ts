import { dialectOf } from './csv-dialect.ts'
import { type CsvRecord, CsvRecords } from './csv-records.ts'

/** How a CSV file begins. */
export interface CsvHead {
  /** The text of its header; empty where the file is. */
  readonly header: string
  readonly names: readonly string[]
  /** Rows that were read along with the header: at least one, where there is one. */
  readonly records: readonly CsvRecord[]
  /** What reads the rest. */
  readonly csv: CsvRecords
}

/** How much of a file tells how it is written, in characters. */
const SAMPLE_CHARACTERS = 16 * 1024

/**
 * Reads the header of a CSV file that comes in pieces, after whatever stands before it, and as little as possible of what
 * follows. Without a `delimiter` the rows tell which it is.
 */
export async function readCsvHead(pieces: AsyncIterator<string>, delimiter: string | null): Promise<CsvHead> {
  let text = ''
  let isWhole = false
  while (!isWhole && text.length < SAMPLE_CHARACTERS) {
    const piece = await pieces.next()
    text += piece.value ?? ''
    isWhole = piece.done === true
  }
  for (;;) {
    const head = headOf(text, isWhole, delimiter)
    if (head !== null) return head
    const piece = await pieces.next()
    text += piece.value ?? ''
    isWhole = piece.done === true
  }
}

/** `null` while neither a row after the header nor the end of the file is there. */
function headOf(text: string, isWhole: boolean, delimiter: string | null): CsvHead | null {
  const dialect = dialectOf(text, delimiter)
  const csv = new CsvRecords(dialect.delimiter)
  const all = [...csv.push(text), ...(isWhole ? csv.end() : [])]
  const [header, ...records] = all.slice(dialect.preamble)
  if (header !== undefined && (records.length > 0 || isWhole)) {
    return { header: header.text, names: header.fields ?? [], records, csv }
  }
  return isWhole ? { header: '', names: [], records: [], csv } : null
}
