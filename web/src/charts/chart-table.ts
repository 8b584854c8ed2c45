import { wallMs } from '../format/wall-clock.ts'

/** An instant, in epoch milliseconds, that is shown on the wall clock of a zone. */
export interface LocalTime {
  readonly at: number
  readonly zone: string
}

/** A day of the calendar, `YYYY-MM-DD`. */
export interface LocalDay {
  readonly day: string
}

/** A value of a table, exact; `null` is unknown. */
export type Cell = string | number | null | LocalTime | LocalDay

/** The data of a chart as rows, exact: what its table shows and its files hold. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** Titles of columns that only files have: the same again in another unit, exact instants. */
  readonly inFilesOnly?: readonly string[]
}

/** What makes a spreadsheet read a file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * CSV as RFC 4180 has it, marked as UTF-8. `null`, which is unknown, is an empty field, and never a zero; times are
 * local, as spreadsheets read them.
 */
export function toCsv({ columns, rows }: ChartTable): string {
  return BYTE_ORDER_MARK + [columns, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('')
}

/** A time of day with its day, such as `2025-10-26 01:30:00`; with milliseconds where it has any. */
export function localTimeText({ at, zone }: LocalTime): string {
  return new Date(wallMs(at, zone))
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.000)?Z$/, '')
}

/** A cell as text; empty for what is unknown. */
export function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'object') return String(cell)
  return 'day' in cell ? cell.day : localTimeText(cell)
}

function csvField(cell: Cell): string {
  if (typeof cell !== 'string') return cellText(cell)
  // A spreadsheet would run a text that begins like a formula.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Milliseconds as hours, which people read; to the ten-thousandth, beside the exact milliseconds. */
export function inHours(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 360) / 10_000
}

/** An instant as ISO 8601 in UTC, for the columns that tell the repeated hour of a clock change apart. */
export function utcText(instant: number | string | null): string | null {
  return instant === null ? null : new Date(instant).toISOString().replace('.000Z', 'Z')
}
