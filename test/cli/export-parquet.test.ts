import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, describe, expect, test } from 'vitest'
import { headcount, scratch } from './command-line.ts'

type Row = Record<string, unknown>

const document = `
spaces:
  - id: spc_hq
    name: HQ
    space_type: building
    time_zone: Europe/Paris
    children:
      - { id: spc_lobby, name: "Lobby \\"A\\", ground", space_type: space, capacity: 40 }
      - { id: spc_dark, name: Dark, space_type: space }
sensors:
  - { serial_number: S5-1, sensor_type: entry, heartbeat_seconds: 300 }
  - { serial_number: OA-1, sensor_type: oa, space_id: HQ/Dark }
doorways:
  - { name: Main door, sensor_serial_number: S5-1, spaces: [{ id: spc_lobby, sensor_placement: 1 }] }
`
const readings = [
  { type: 'crossing', sensor: 'S5-1', at: '2024-03-01T07:00:00.250Z', direction: 1, n: 2 },
  { type: 'heartbeat', sensor: 'S5-1', at: '2024-03-01T07:05:00Z' },
  { type: 'reset', space_id: 'spc_lobby', at: '2024-03-01T08:00:00Z', count: 3 },
  { type: 'count', sensor: 'OA-1', at: '2024-04-01T08:00:00Z', count: 1, seq: 9_007_199_254_740_991 },
]

let data: string
beforeAll(async () => {
  data = scratch()
  const set = join(scratch(), 'p.yaml')
  const file = join(scratch(), 'r.ndjson')
  writeFileSync(set, document)
  writeFileSync(file, readings.map((reading) => `${JSON.stringify(reading)}\n`).join(''))
  expect((await headcount(['apply', set, '--data', data])).code).toBe(0)
  expect((await headcount(['import', 'ndjson', file, '--data', data])).code).toBe(0)
}, 60_000)

/** What a plain client of DuckDB finds in a file, with instants as text. */
async function readByDuckDb(file: string, instants: readonly string[]): Promise<readonly Row[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const texts = instants.map((name) => `strftime("${name}", '%Y-%m-%dT%H:%M:%S.%gZ') as "${name}"`)
  const replaced = texts.length === 0 ? '*' : `* replace (${texts.join(', ')})`
  const reader = await connection.runAndReadAll(`select ${replaced} from read_parquet('${file}')`)
  connection.closeSync()
  return reader
    .getRowObjectsJS()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
      ),
    )
}

/** The same export as JSON, with every column of the other in every row. */
async function readAsJson(args: readonly string[], columns: readonly string[]): Promise<readonly Row[]> {
  const { stdout } = await headcount(['export', ...args, '--format', 'ndjson', '--data', data])
  const lines = stdout.trim().split('\n')
  const isInstant = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
  return lines.map((line) => {
    const row: Row = JSON.parse(line)
    return Object.fromEntries(
      columns.map((name) => {
        const value = row[name] ?? null
        return [name, isInstant(value) ? new Date(String(value)).toISOString() : value]
      }),
    )
  })
}

describe('headcount export --format parquet', () => {
  test.each([
    ['metrics by the hour', ['--resolution', 'hour'], ['start']],
    ['metrics by the hour of the week', ['--resolution', 'hour_of_week'], []],
    ['readings', ['--readings'], ['at']],
  ])(
    '%s have the values of the JSON, as DuckDB reads them',
    async (_, args, instants) => {
      const file = join(scratch(), 'x.parquet')
      const { code } = await headcount(['export', ...args, '--format', 'parquet', '-o', file, '--data', data])
      expect(code).toBe(0)

      const found = await readByDuckDb(file, instants)
      const numbers = (row: Row) => ({
        ...row,
        ...(instants.length === 0 && { start: Number(row['start']) }),
      })
      const expected = (await readAsJson(args, Object.keys(found[0] ?? {}))).map(numbers)
      expect(found.length).toBeGreaterThan(3)
      expect(found).toEqual(expected)
    },
    60_000,
  )

  test('goes on beyond one group of rows, and keeps what is not known as null', async () => {
    const file = join(scratch(), 'm.parquet')
    const args = [
      '--resolution',
      'minute',
      '--spaces',
      'spc_lobby',
      '--from',
      '2024-02-20',
      '--to',
      '2024-04-01',
    ]
    await headcount(['export', ...args, '--format', 'parquet', '-o', file, '--data', data])

    const found = await readByDuckDb(file, ['start'])
    expect(found.length).toBe(41 * 24 * 60 - 60)
    expect(found.filter(({ occupancy_avg }) => occupancy_avg !== null).length).toBeGreaterThan(0)
    expect(found[0]).toMatchObject({ occupancy_avg: null, occupancy_max: null, time_used_raw: 0 })
    expect(found.at(-1)).toMatchObject({ start: '2024-03-31T21:59:00.000Z', name: 'Lobby "A", ground' })
  }, 60_000)

  test('without any row is a file with the columns', async () => {
    const file = join(scratch(), 'none.parquet')
    const args = [
      '--resolution',
      'day',
      '--spaces',
      'spc_lobby',
      '--from',
      '2023-01-02',
      '--to',
      '2023-01-02T00:00:01',
    ]
    const { code } = await headcount([
      'export',
      ...args,
      '--readings',
      '--format',
      'parquet',
      '-o',
      file,
      '--data',
      data,
    ])
    expect(code).toBe(0)
    expect(await readByDuckDb(file, [])).toEqual([])
  }, 60_000)

  test('asks for a file, which it needs', async () => {
    const { code, stderr } = await headcount(['export', '--format', 'parquet', '--data', data])
    expect(code).toBe(2)
    expect(stderr).toContain('Parquet needs a file: name it with --output.')
  })
})
