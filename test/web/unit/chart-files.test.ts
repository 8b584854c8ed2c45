import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type ChartTable, inHours, toCsv, utcText } from '../../../web/src/charts/chart-table.ts'
import { shownColumns } from '../../../web/src/charts/data-table.tsx'
import { wrapped } from '../../../web/src/charts/picture.ts'
import { sheetName, toXlsx } from '../../../web/src/charts/xlsx.ts'

const zone = 'America/New_York'
const table: ChartTable = {
  columns: ['Start', 'Day', 'Ground Floor, Library (Peak)', 'Time used (h)', 'Note', 'Start (UTC)'],
  inFilesOnly: ['Start (UTC)'],
  rows: [
    [
      { at: Date.parse('2025-11-02T05:30:00Z'), zone },
      { day: '2025-11-02' },
      3,
      0.5,
      '',
      '2025-11-02T05:30:00Z',
    ],
    [{ at: Date.parse('2025-11-02T06:30:00.250Z'), zone }, { day: '2025-11-02' }, null, null, '', null],
  ],
}

describe('a CSV file', () => {
  it('is marked as UTF-8, with local times as spreadsheets read them, and unknown as nothing', () => {
    expect(toCsv(table)).toBe(
      '\uFEFFStart,Day,"Ground Floor, Library (Peak)",Time used (h),Note,Start (UTC)\r\n' +
        '2025-11-02 01:30:00,2025-11-02,3,0.5,,2025-11-02T05:30:00Z\r\n' +
        '2025-11-02 01:30:00.250,2025-11-02,,,,\r\n',
    )
  })

  it('holds no text that a spreadsheet would run', () => {
    expect(toCsv({ columns: ['Name'], rows: [['=1+1'], ['-a'], [-2]] })).toBe(
      "\uFEFFName\r\n'=1+1\r\n'-a\r\n-2\r\n",
    )
  })
})

describe('a workbook', () => {
  it('has numbers, dates of the wall clock, and what it is about', async () => {
    const book = await toXlsx('Day by day: A/B', table, ['Whitman Library', 'Local time: New York'])
    const files = unzipSync(new Uint8Array(await book.arrayBuffer()))
    const textOf = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    const sheet = textOf('xl/worksheets/sheet1.xml')

    expect(textOf('xl/workbook.xml')).toContain('name="Day by day A B"')
    // 2025-11-02 is day 45,963 of Excel; half past one is a sixteenth of a day.
    expect(sheet).toContain('<v>45963.0625</v>')
    expect(sheet).toContain('<v>45963</v>')
    expect(sheet).toContain('<v>0.5</v>')
    const words = Object.keys(files).map(textOf).join('')
    expect(words).toContain('Ground Floor, Library (Peak)')
    expect(words).toContain('Whitman Library')
    expect(words).toContain('Local time: New York')
  })

  it('names its sheet so that Excel takes it', () => {
    expect(sheetName('What: [is] this/that? And a rather long title')).toBe('What is this that And a rather')
    expect(sheetName('***')).toBe('Sheet')
  })
})

describe('a table on a page', () => {
  it('leaves out what only files have, and columns without anything in them', () => {
    expect(shownColumns(table).map((column) => table.columns[column])).toEqual([
      'Start',
      'Day',
      'Ground Floor, Library (Peak)',
      'Time used (h)',
    ])
  })
})

describe('times in files', () => {
  it('are hours to the ten-thousandth and instants in UTC; unknown is neither', () => {
    expect([inHours(5_400_000), inHours(1_234_567), inHours(0), inHours(null)]).toEqual([
      1.5,
      0.3429,
      0,
      null,
    ])
    expect(utcText('2025-11-02T01:30:00-04:00')).toBe('2025-11-02T05:30:00Z')
    expect(utcText(null)).toBeNull()
  })
})

describe('the words of a picture', () => {
  it('are broken where the picture ends, a word that is too long alone on its line', () => {
    const measure = { measureText: (text: string) => ({ width: text.length }) as TextMetrics }
    expect(wrapped(measure, 'Average of each day', 10)).toEqual(['Average of', 'each day'])
    expect(wrapped(measure, 'a Donaudampfschiff b', 6)).toEqual(['a', 'Donaudampfschiff', 'b'])
    expect(wrapped(measure, '', 6)).toEqual([])
  })
})
