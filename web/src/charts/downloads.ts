import type { EChartsType } from 'echarts/core'
import { say } from '../parts/toast.tsx'
import { texts } from '../texts/texts.ts'
import { type ChartTable, toCsv } from './chart-table.ts'
import { download } from './download.ts'
import { readPalette } from './palette.ts'
import { type PictureWords, pictureOf } from './picture.ts'

/** Saves a chart as a picture that says what it shows. */
export function downloadPng(chart: EChartsType | null, words: PictureWords, fileName: string): void {
  if (chart === null) return
  pictureOf(chart, words, readPalette(chart.getDom())).toBlob((picture) => {
    if (picture !== null) download(`${fileName}.png`, picture)
  })
}

/** Saves a table as CSV. */
export function downloadCsv(table: ChartTable, fileName: string): void {
  download(`${fileName}.csv`, new Blob([toCsv(table)], { type: 'text/csv;charset=utf-8' }))
}

/** Saves a table as a workbook, with what it is about on a sheet of its own. What writes it is loaded first. */
export async function downloadXlsx(
  title: string,
  table: ChartTable,
  about: readonly string[],
  fileName: string,
): Promise<void> {
  try {
    const { toXlsx } = await import('./xlsx.ts')
    download(`${fileName}.xlsx`, await toXlsx(title, table, about))
  } catch {
    say(texts.common.unloaded.title, 'failed')
  }
}
