import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { headcount, type Outcome, scratch } from './command-line.ts'

const zurich = ['--time-zone', 'Europe/Zurich']
const room = ['--create-space', 'Room', ...zurich]

function fileWith(...lines: readonly string[]): string {
  const file = join(scratch(), 'file.csv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

/** Imports rows into a new store, and gives the peak or the entrances of each local day and space. */
async function daysOf(lines: readonly string[], flags: readonly string[]): Promise<readonly string[]> {
  const data = scratch()
  const { code, stderr } = await headcount(['import', 'csv', fileWith(...lines), ...flags, '--data', data])
  if (code !== 0) throw new Error(stderr)
  return exportedDays(data)
}

/** The days of a store with somebody in them: name, start, and entrances or the peak. */
async function exportedDays(data: string): Promise<readonly string[]> {
  const exported = await headcount(['export', '--data', data, '--resolution', 'day', '--format', 'ndjson'])
  return exported.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((row) => row.entrances > 0 || row.occupancy_max !== null)
    .map((row) => `${row.name} ${row.start} ${row.entrances ?? row.occupancy_max}`)
}

/** What an import that cannot be right says; nothing may be left behind. */
async function refusal(lines: readonly string[], flags: readonly string[]): Promise<Outcome> {
  const data = join(scratch(), 'data')
  const outcome = await headcount(['import', 'csv', fileWith(...lines), ...flags, '--data', data])
  expect(readdirSync(join(data, '..'))).toEqual([])
  return outcome
}

describe('headcount import csv reads', () => {
  test.each([
    ['dates with the day first, as the column shows', '12/02/2024 09:00', '13/02/2024 09:00'],
    ['dates with the month first, as the column shows', '2/12/2024 09:00', '2/13/2024 09:00'],
    ['dates with two-digit years', '12.02.24 09:00', '13.02.24 09:00'],
    ['the names of months', 'February 12, 2024 09:00 AM', 'February 13, 2024 09:00 AM'],
    ['short names of months', '12-Feb-24 9:00', '13-Feb-24 9:00'],
    ['dates of digits alone', '20240212 9', '20240213 9'],
    ['serial dates of a spreadsheet', '45334.375', '45335.375'],
    ['abbreviations of zones', '2024-02-12 09:00 CET', '2024-02-13 09:00 CET'],
  ])('%s', async (_, monday, tuesday) => {
    const rows = ['time;count', `"${monday}";4`, `"${tuesday}";7`]
    expect(await daysOf(rows, [...room, '--heartbeat', '60'])).toEqual([
      'Room 2024-02-12T08:00:00Z 4',
      'Room 2024-02-12T23:00:00Z 7',
    ])
  })

  test.each([
    ['thousands', ['1,204', '"1,204"'], 1204],
    ['decimal commas', ['4,4', '"5,4"'], 5],
    ['fractions', ['4.4', '5.4'], 5],
    ['percent of the capacity', ['45%', '30%'], 90],
  ])('%s', async (_, [first, second], peak) => {
    const rows = ['time;count', `2024-02-12 09:00;${first}`, `2024-02-12 09:01;${second}`]
    const days = await daysOf(rows, [...room, '--capacity', '200', '--heartbeat', '60'])
    expect(days).toEqual([`Room 2024-02-12T08:00:00Z ${peak}`])
  })

  test('a table with a column for each space, and one with a column that names the space', async () => {
    const flags = ['--create-spaces', ...zurich, '--heartbeat', '60']
    const days = ['North 2024-02-12T08:00:00Z 4', 'South 2024-02-12T08:00:00Z 7']
    const wide = await daysOf(['time,North,South', '2024-02-12 09:00,4,7'], ['--space-columns', ...flags])
    const long = await daysOf(
      ['time,gym,count', '2024-02-12 09:00,North,4', '2024-02-12 09:00,South,7'],
      ['--space-column', 'gym', ...flags],
    )

    expect(wide.toSorted()).toEqual(days)
    expect(long.toSorted()).toEqual(days)
  })

  test('a file of a space in one zone with times of another', async () => {
    const rows = ['time,count', '2026-08-22T23:30:00,5']
    const flags = ['--create-space', 'Room', '--space-time-zone', 'Europe/Zurich', '--time-zone', 'UTC']
    expect(await daysOf(rows, [...flags, '--heartbeat', '60'])).toEqual(['Room 2026-08-22T23:30:00Z 5'])
  })
})

describe('headcount import reads tables of other forms', () => {
  const wanted = [
    'North 2024-02-12T08:00:00Z 4',
    'North 2024-02-12T23:00:00Z 5',
    'South 2024-02-12T08:00:00Z 7',
  ]
  const flags = ['--space-column', 'gym', '--create-spaces', ...zurich, '--heartbeat', '60']

  async function daysIn(format: string, file: string): Promise<readonly string[]> {
    const data = scratch()
    const { code, stderr } = await headcount(['import', format, file, ...flags, '--data', data])
    if (code !== 0) throw new Error(stderr)
    return (await exportedDays(data)).toSorted()
  }

  test.each([
    ['an array of objects', (rows: readonly object[]) => JSON.stringify(rows)],
    ['an object a line', (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')],
  ])('JSON with %s', async (_, write) => {
    const file = join(scratch(), 'rows.json')
    const rows = [
      { time: '2024-02-12 09:00', gym: 'North', count: 4, note: null },
      { time: '2024-02-12 09:00', gym: 'South', count: 7, note: { a: '"' } },
      { time: '2024-02-13 09:00', gym: 'North', count: 5 },
    ]
    writeFileSync(file, write(rows))

    expect(await daysIn('json', file)).toEqual(wanted)
  })

  test('a workbook, its dates, and a title above the header', async () => {
    const file = join(scratch(), 'rows.xlsx')
    const at = (text: string) => ({ value: new Date(`${text}Z`), type: Date, format: 'yyyy-mm-dd hh:mm' })
    const sheet = [
      [{ value: 'Visitors' }],
      [{ value: 'time' }, { value: 'gym' }, { value: 'count' }],
      [at('2024-02-12T09:00'), { value: 'North' }, { value: 4 }],
      [at('2024-02-12T09:00'), { value: 'South' }, { value: 7 }],
      [at('2024-02-13T00:00'), { value: 'North' }, { value: 5 }],
    ]
    await writeXlsxFile(sheet).toFile(file)

    expect(await daysIn('xlsx', file)).toEqual(wanted)
  })

  test.each([
    ['json', '{"time":', 'is not JSON rows'],
    ['json', '[1, 2]', 'is not JSON rows'],
    ['json', '', 'is empty'],
    ['xlsx', 'time,count\n', 'is not an .xlsx workbook'],
  ])('and says what is wrong with %s such as %j', async (format, content, message) => {
    const file = join(scratch(), 'file')
    writeFileSync(file, content)
    const { code, stderr } = await headcount(['import', format, file, ...flags, '--data', scratch()])

    expect(code).toBe(1)
    expect(stderr).toContain(message)
  })
})

describe('headcount import csv asks before it keeps anything', () => {
  test.each([
    ['which of day and month comes first', ['time,count', '01/02/2024,5'], '--day-first or --month-first'],
    [
      'where dates contradict each other',
      ['time,count', '13/02/2024,5', '02/13/2024,5'],
      '"13/02/2024" has the day first and "02/13/2024" the month',
    ],
    ['what a point stands for', ['time;count', '2024-02-12;1.204'], '--decimal . or --decimal ,'],
    ['for the column of counts', ['time,cuont', '2024-02-12,1'], '--count-column'],
  ])('%s', async (_, rows, wanted) => {
    const { code, stderr } = await refusal(rows, room)

    expect(code).toBe(2)
    expect(stderr).toContain(wanted)
  })

  test('whether entrances are a running total', async () => {
    const rows = ['time,in', '2024-02-12,100023', '2024-02-13,100110', '2024-02-14,7']
    const { code, stderr } = await refusal(rows, [...room, '--entrances-column', 'in'])

    expect(code).toBe(2)
    expect(stderr).toContain('column in: it goes from 100023 to 7')
    expect(stderr).toContain('--increments')
  })

  test('and takes totals as such where that is said: the first counts nobody, a restart what it says', async () => {
    const rows = ['time,in', '2024-02-12 09:00,100023', '2024-02-12 10:00,100110', '2024-02-12 11:00,7']
    const days = await daysOf(rows, [...room, '--entrances-column', 'in', '--totals'])

    expect(days[0]).toMatch(/^Room 2024-02-12T07:59:59.999Z 94$/)
  })

  test('which of several places is meant', async () => {
    const rows = ['time,gym,count', '2024-02-12 09:00,North,4', '2024-02-12 09:00,South,7']
    const { code, stderr } = await refusal(rows, room)

    expect(code).toBe(2)
    expect(stderr).toContain('--space-column "gym"')
  })

  test('which zone counts, where a map and a flag disagree', async () => {
    const map = join(scratch(), 'map.yaml')
    writeFileSync(map, 'time_zone: UTC\n')
    const { code, stderr } = await refusal(['time,count', '2024-02-12,5'], [...room, '--map', map])

    expect(code).toBe(2)
    expect(stderr).toContain('UTC, --time-zone says Europe/Zurich')
  })
})

describe('headcount import csv', () => {
  test('shows with --dry-run what it would keep, and keeps nothing', async () => {
    const rows = ['time,count', '2024-02-12 09:00,4.4', '2024-02-12 10:00,7', '2024-02-13 00:00,2', 'x,1']
    const { code, stdout } = await refusal(rows, [...room, '--dry-run', '--json'])

    expect(code).toBe(0)
    expect(JSON.parse(stdout).files[0]).toMatchObject({
      rows: 4,
      rejectedRows: 1,
      rounded: 1,
      from: '2024-02-12T08:00:00Z',
      to: '2024-02-12T23:00:00Z',
      first: [{ type: 'count', count: 4, at: '2024-02-12T08:00:00Z' }, { count: 7 }, { count: 2 }],
      days: [
        { date: '2024-02-12', peak: 7 },
        { date: '2024-02-13', peak: 2 },
      ],
    })
  })

  test('fails where most rows are rejected, and keeps the others', async () => {
    const rows = ['time,count', '2024-02-12 09:00,4', 'x,1', 'y,2']
    const { code, stdout, stderr } = await headcount([
      ...['import', 'csv', fileWith(...rows), ...room, '--data', scratch()],
    ])

    expect(code).toBe(1)
    expect(stdout).toContain('1 readings accepted')
    expect(stderr).toContain('Most rows were rejected: 2 of 3')
  })

  test('says how many fractions it rounded', async () => {
    const rows = ['time,count', '2024-02-12 09:00,4.4', '2024-02-12 10:00,3.0']
    const { stdout } = await headcount(['import', 'csv', fileWith(...rows), ...room, '--data', scratch()])

    expect(stdout).toContain('1 fractions rounded')
  })

  test('names the spaces that are not set up', async () => {
    const rows = ['time,gym,count', '2024-02-12 09:00,North,4', '2024-02-12 09:00,South,7']
    const outcome = await headcount([
      ...['import', 'csv', fileWith(...rows), '--space-column', 'gym', ...zurich, '--data', scratch()],
    ])

    expect(outcome.code).toBe(2)
    expect(outcome.stderr).toContain(
      '2 spaces that are not set up, such as North, South: add --create-spaces',
    )
  })
})

describe('headcount export', () => {
  test('says why a day to the same day is empty', async () => {
    const { code, stderr } = await headcount([
      ...['export', '--from', '2024-02-12', '--to', '2024-02-12', '--data', scratch()],
    ])

    expect(code).toBe(2)
    expect(stderr).toContain('give the next day as --to')
  })
})
