import writeXlsxFile, { type Cell as SheetCell, type SheetData } from 'write-excel-file/universal'
import { wallMs } from '../format/wall-clock.ts'
import { texts } from '../texts/texts.ts'
import type { Cell, ChartTable } from './chart-table.ts'

/** What a sheet calls itself: Excel takes 31 characters, and none of these. */
const MAX_NAME = 31
const forbidden = /[[\]:*?/\\]/g

/** A table as a workbook: its data with the heading kept in view, and a sheet that says what it is. */
export function toXlsx(title: string, table: ChartTable, about: readonly string[]): Promise<Blob> {
  return writeXlsxFile([
    {
      sheet: sheetName(title),
      data: sheetData(table),
      columns: table.columns.map((_, column) => ({ width: widthOf(table, column) })),
      stickyRowsCount: 1,
    },
    {
      sheet: texts.common.chart.about,
      data: [title, ...about].map((line) => [{ value: line, type: String }]),
      columns: [{ width: 100 }],
    },
  ]).toBlob()
}

/** A title as the name of a sheet. */
export function sheetName(title: string): string {
  const name = title.replace(forbidden, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, MAX_NAME).trim()
  return name === '' ? 'Sheet' : name
}

function sheetData({ columns, rows }: ChartTable): SheetData {
  const heading = columns.map((title): SheetCell => ({ value: title, type: String, fontWeight: 'bold' }))
  return [heading, ...rows.map((row) => row.map(sheetCell))]
}

function sheetCell(cell: Cell): SheetCell {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  if (typeof cell === 'string') return { value: cell, type: String }
  if ('day' in cell) return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  // Sheets know no zones: a date in them is what a clock on the wall shows.
  return { value: new Date(wallMs(cell.at, cell.zone)), type: Date, format: 'yyyy-mm-dd hh:mm:ss' }
}

function widthOf({ columns, rows }: ChartTable, column: number): number {
  const isTime = rows.some((row) => typeof row[column] === 'object' && row[column] !== null)
  return Math.max((columns[column] ?? '').length + 2, isTime ? 20 : 12)
}
