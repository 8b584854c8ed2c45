import { readFile, stat } from 'node:fs/promises'
import { readSheet } from 'read-excel-file/node'
import { CommandFailed } from '../failures.ts'
import { type InputFile, openInputFile } from './input-file.ts'

/** Forms of files that hold a table. */
export type TableFormat = 'csv' | 'xlsx' | 'json'

/** What a cell of a table holds. */
type Cell = string | number | boolean | Date | null | undefined | object

/** Rows that are handed on at once. */
const ROWS_A_PIECE = 500
/** Objects whose members make up the columns. */
const HEADER_ROWS = 1_000
const BOM = '\uFEFF'

/**
 * Opens a table of any form for reading as CSV: a sheet of a workbook, a list of objects as JSON (an array, or one a
 * line), or CSV as it is. Reading rejects for a file that is not of its form.
 */
export async function openTable(file: string, format: TableFormat): Promise<InputFile> {
  if (format === 'xlsx') {
    const { size } = await stat(file)
    // A workbook is unpacked as a whole.
    return { sizeBytes: size, readBytes: () => size, text: csvText(sheetRows(file)) }
  }
  const input = await openInputFile(file)
  return format === 'csv' ? input : { ...input, text: csvText(objectRows(file, input.text)) }
}

/** The rows of the first sheet. Times of a sheet are wall clocks without a zone. */
async function* sheetRows(file: string): AsyncGenerator<readonly Cell[]> {
  let rows: readonly (readonly Cell[])[]
  try {
    rows = await readSheet(await readFile(file))
  } catch (cause) {
    throw new CommandFailed(`${file} is not an .xlsx workbook. Save it as .xlsx or CSV.`, { cause })
  }
  // Rows are filled up to the widest; a title above the header shows by being shorter.
  for (const row of rows) yield row.slice(0, row.findLastIndex((cell) => cell !== null) + 1)
}

async function* objectRows(file: string, text: AsyncIterable<string>): AsyncGenerator<readonly Cell[]> {
  const objects = objectsIn(file, text)
  const first: Record<string, Cell>[] = []
  for (let next = await objects.next(); next.done !== true; next = await objects.next()) {
    first.push(next.value)
    if (first.length === HEADER_ROWS) break
  }
  const names = [...new Set(first.flatMap(Object.keys))]
  yield names
  for (const row of first) yield names.map((name) => row[name])
  for await (const row of objects) yield names.map((name) => row[name])
}

async function* objectsIn(file: string, text: AsyncIterable<string>): AsyncGenerator<Record<string, Cell>> {
  let rest = ''
  let isArray: boolean | null = null
  for await (const piece of text) {
    rest += piece
    isArray ??= /\S/.test(rest) ? rest.trimStart().startsWith('[') : null
    if (isArray !== false) continue
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield* objectsOf(file, line)
  }
  yield* objectsOf(file, rest)
}

function* objectsOf(file: string, text: string): Generator<Record<string, Cell>> {
  if (text.trim() === '') return
  const value = parsed(file, text)
  for (const row of Array.isArray(value) ? value : [value]) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) throw notRows(file)
    yield row
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw Object.assign(notRows(file), { cause })
  }
}

function notRows(file: string): CommandFailed {
  return new CommandFailed(`${file} is not JSON rows: expected a list of objects, or an object on each line.`)
}

async function* csvText(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  let piece = ''
  let count = 0
  for await (const row of rows) {
    piece += `${row.map(fieldOf).join(',')}\n`
    count++
    if (count % ROWS_A_PIECE > 0) continue
    yield piece
    piece = ''
  }
  yield piece
}

function fieldOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return wallText(cell)
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell).replace(BOM, '')
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A workbook keeps days and fractions of a day: rounded to the second that was typed. */
function wallText(date: Date): string {
  const seconds = Math.round(date.getTime() / 1_000) * 1_000
  return new Date(seconds).toISOString().slice(0, 19).replace('T', ' ')
}
