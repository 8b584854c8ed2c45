import type { FileRecord } from './file-record.ts'

/** A row of a CSV file; `fields` is `null` when a quote in it is never closed. */
export interface CsvRecord extends FileRecord {
  readonly fields: readonly string[] | null
}

/** A quoted field that is longer is taken for a quote that is never closed. */
const LIMIT_CHARACTERS = 64 * 1024

/**
 * Cuts the text of a CSV file (RFC 4180) into rows, whichever way it comes in pieces. Fields may be quoted and hold
 * line ends then; blank lines are left out. A quote that is never closed spoils its own line alone.
 */
export class CsvRecords {
  readonly #delimiter: string
  #rest = ''
  #line = 1

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  /** The rows that end in this piece. */
  push(text: string): CsvRecord[] {
    this.#rest = this.#rest === '' ? text : this.#rest + text
    return this.#take(false)
  }

  /** The last row, when nothing ended it. */
  end(): CsvRecord[] {
    if (this.#rest !== '') this.#rest += '\n'
    return this.#take(true)
  }

  #take(isEnd: boolean): CsvRecord[] {
    const text = this.#rest
    const records: CsvRecord[] = []
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      const line = withoutReturn(text.slice(from, end))
      if (line.includes('"')) {
        const quoted = readQuoted(text, from, this.#delimiter)
        if (quoted === null && !isEnd && text.length - from < LIMIT_CHARACTERS) break
        from = this.#addQuoted(records, text, from, quoted ?? { fields: null, end })
      } else {
        if (line.trim() !== '')
          records.push({ line: this.#line, text: line, fields: line.split(this.#delimiter) })
        this.#line++
        from = end + 1
      }
    }
    this.#rest = text.slice(from)
    return records
  }

  /** Adds a row with quotes in it, and says where the next one begins. */
  #addQuoted(records: CsvRecord[], text: string, from: number, { fields, end }: Quoted): number {
    const row = withoutReturn(text.slice(from, end))
    records.push({ line: this.#line, text: row, fields })
    for (const character of row) if (character === '\n') this.#line++
    this.#line++
    return end + 1
  }
}

interface Quoted {
  readonly fields: readonly string[] | null
  /** Where the line end after the row is. */
  readonly end: number
}

/** Reads one row from `from` on; `null` when the text ends inside a quote, or before the row does. */
function readQuoted(text: string, from: number, delimiter: string): Quoted | null {
  const fields: string[] = []
  let at = from
  for (;;) {
    let value = ''
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1)
      if (close === -1 || close - from > LIMIT_CHARACTERS) return null
      value = text.slice(at + 1, close).replaceAll('""', '"')
      at = close + 1
    }
    const end = endOfField(text, at, delimiter)
    if (end === -1) return null
    fields.push(value + withoutReturn(text.slice(at, end)))
    if (text[end] === '\n') return { fields, end }
    at = end + delimiter.length
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at
  }
  return -1
}

function endOfField(text: string, from: number, delimiter: string): number {
  const newline = text.indexOf('\n', from)
  if (newline === -1) return -1
  const next = text.indexOf(delimiter, from)
  return next === -1 || next > newline ? newline : next
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
