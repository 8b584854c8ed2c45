import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { headcount, scratch, serving } from './command-line.ts'

function fileWith(name: string, content: string | Uint8Array): string {
  const file = join(scratch(), name)
  writeFileSync(file, content)
  return file
}

const visits = 'time,count\n2024-05-14 09:00,3\n2024-05-14 10:00,0\n'
const room = ['--create-space', 'Room', '--time-zone', 'Europe/Paris', '--capacity', '6']

interface Report {
  readonly files: readonly {
    readonly rows: number
    readonly blank: number
    readonly accepted: number
    readonly duplicates: number
    readonly rejected_rows: number
    readonly rejected: readonly { readonly line: number; readonly code: string }[]
    readonly rejected_file: string | null
    readonly first: string
    readonly last: string
  }[]
  readonly space: { readonly id: string; readonly location_id: number } | null
}

async function importJson(args: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await headcount(['import', ...args, '--json'])
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

async function metrics(data: string, resolution: string): Promise<readonly Record<string, unknown>[]> {
  const { stdout } = await headcount([
    'export',
    '--data',
    data,
    '--resolution',
    resolution,
    '--format',
    'ndjson',
  ])
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('headcount import csv', () => {
  test('loads a recording into an empty store with one command', async () => {
    const data = scratch()
    const outcome = await headcount(['import', 'csv', fileWith('a.csv', visits), ...room, '--data', data])

    expect(outcome.code).toBe(0)
    expect(outcome.stderr).toMatch(/owner token of the new store \(shown only now\): tok_/)
    expect(outcome.stdout).toMatch(
      /2 rows, 2 readings accepted, 0 duplicates, 0 rows rejected, 2024-05-14T07:00:00Z to 2024-05-14T08:00:00Z/,
    )
    expect(outcome.stdout).toMatch(/space spc_\w+, location 1/)
    const [first] = await metrics(data, 'hour')
    expect(first).toMatchObject({
      start: '2024-05-14T07:00:00Z',
      occupancy_avg: 3,
      utilization_max: 0.5,
      availability_percent: 0,
    })
  })

  test('changes nothing the second time', async () => {
    const data = scratch()
    const file = fileWith('a.csv', visits)
    const first = await importJson(['csv', file, ...room, '--data', data])
    const second = await importJson(['csv', file, ...room, '--data', data])

    expect(first.files[0]).toMatchObject({ accepted: 2, duplicates: 0 })
    expect(second.files[0]).toMatchObject({ accepted: 0, duplicates: 2 })
    expect(second.space).toEqual(first.space)
  })

  test('takes the good rows and writes the others, as they stood, to FILE.rejected', async () => {
    const rows = [
      'time;count;note',
      '2024-05-14 09:00;3;ok',
      'noon;3;"a;b"',
      '2024-05-14 10:00;-1;x',
      '2024-05-14 11:00;;y',
    ]
    const file = fileWith('a.csv', `${rows.join('\r\n')}\r\n2999-01-01 00:00;1;z\r\n`)
    const outcome = await headcount(['import', 'csv', file, ...room, '--data', scratch()])

    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain('Most rows were rejected: 3 of 5.')
    expect(outcome.stdout).toMatch(
      /5 rows, 1 without a value, 1 readings accepted, 0 duplicates, 3 rows rejected/,
    )
    expect(outcome.stderr).toContain(`${file}:3: "noon" is not a time.`)
    expect(outcome.stderr).toContain(`${file}:4: "-1" is not a number of people.`)
    expect(outcome.stderr).toMatch(/a\.csv:6: at /)
    expect(readFileSync(`${file}.rejected`, 'utf8')).toBe(
      `${rows[0]}\n${rows[2]}\n${rows[3]}\n2999-01-01 00:00;1;z\n`,
    )
  })

  test('fails when not one row is taken', async () => {
    const file = fileWith('a.csv', 'time,count\nnoon,1\n')
    const { code, stderr } = await headcount(['import', 'csv', file, ...room, '--data', scratch()])

    expect(code).toBe(1)
    expect(stderr).toContain('Not one row was taken.')
  })

  test('rejects what says something else about the same moment, unless it is to replace it', async () => {
    const data = scratch()
    await importJson(['csv', fileWith('a.csv', visits), ...room, '--data', data])
    const other = fileWith('b.csv', visits.replace(',3', ',5'))
    const refused = await importJson(['csv', other, ...room, '--data', data])
    const replaced = await importJson(['csv', other, ...room, '--data', data, '--replace'])

    expect(refused.files[0]).toMatchObject({ duplicates: 1, rejected: [{ line: 2, code: 'conflict' }] })
    expect(replaced.files[0]).toMatchObject({ accepted: 1, duplicates: 1, rejected_rows: 0 })
    expect((await metrics(data, 'hour'))[0]).toMatchObject({ occupancy_avg: 5 })
  })

  test('takes a column that is not there for wrong usage, and names those that are', async () => {
    const args = [
      'import',
      'csv',
      fileWith('a.csv', visits),
      ...room,
      '--data',
      scratch(),
      '--count-column',
      'heads',
    ]
    const { code, stderr } = await headcount(args)

    expect(code).toBe(2)
    expect(stderr).toContain('There is no column "heads". The columns are: time, count.')
  })

  test.each([
    [['--space', 'spc_none'], 'There is no space spc_none.'],
    [[], 'Say whose readings these are'],
    [['--create-space', 'Room'], '--create-space needs --time-zone'],
    [['--sensor', 'S-1'], 'has no offset: say where it was measured with --time-zone'],
    [[...room, '--mode', 'entry'], '--mode entry is for columns of entrances and exits.'],
    [['--create-space', 'Room', '--time-zone', 'Paris'], 'must be an IANA time zone'],
    [['--heartbeat', '0'], 'Expected a number above 0.'],
  ])('says what is wrong with %j', async (flags, message) => {
    const { code, stderr } = await headcount([
      'import',
      'csv',
      fileWith('a.csv', visits),
      ...flags,
      '--data',
      scratch(),
    ])

    expect(code).not.toBe(0)
    expect(stderr).toContain(message)
  })

  test('reads gzip, and keeps nothing of a file that is damaged', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `${1_700_000_000 + index * 60},${index % 7}\n`)
    const packed = gzipSync(`time,count\n${lines.join('')}`)
    const data = scratch()
    const broken = await headcount([
      ...[
        'import',
        'csv',
        fileWith('a.csv.gz', packed.subarray(0, packed.length - 9_000)),
        ...room,
        '--data',
        data,
      ],
    ])
    const whole = await importJson(['csv', fileWith('a.csv.gz', packed), ...room, '--data', data])

    expect(broken.code).toBe(1)
    expect(broken.stderr).toContain('is damaged: it is not valid gzip, or ends early')
    expect(whole.files[0]).toMatchObject({ duplicates: 0, accepted: 50_000 })
  })

  test('reads entrances and exits as crossings of a doorway of the space', async () => {
    const data = scratch()
    const file = fileWith(
      'a.csv',
      'Date,In,Out\n5/14/2024 09:00:00 AM,4,1\n5/14/2024 10:00:00 AM,0,0\n5/14/2024 11:00:00 AM,NA,2\n',
    )
    const columns = ['--entrances-column', 'In', '--exits-column', 'Out']
    const report = await importJson(['csv', file, ...room, ...columns, '--data', data])

    expect(report.files[0]).toMatchObject({ rows: 3, accepted: 4, rejected_rows: 0 })
    expect((await metrics(data, 'day'))[0]).toMatchObject({ entrances: 4, exits: 3 })
  })

  test('reads several things from each row as a map says', async () => {
    const data = scratch()
    const portfolio = fileWith(
      'p.yaml',
      'spaces:\n- {id: spc_a, name: A, space_type: space, time_zone: UTC}\n- {id: spc_b, name: B, space_type: space, time_zone: UTC}\n',
    )
    const map = fileWith(
      'map.yaml',
      'time: [Day, Hour]\ntime_zone: Asia/Kathmandu\nday_first: true\nreadings:\n- {count: A, space: spc_a}\n- {count: B, space: spc_b}\n',
    )
    await headcount(['apply', portfolio, '--data', data])
    const report = await importJson([
      ...['csv', fileWith('a.csv', 'Day,Hour,A,B\n14/5/2024,9:00,1,2\n14/5/2024,10:00,,4\n')],
      ...['--map', map, '--data', data],
    ])

    expect(report.files[0]).toMatchObject({ rows: 2, accepted: 3, first: '2024-05-14T03:15:00Z' })
  })

  test('takes the sensor from a column', async () => {
    const data = scratch()
    const portfolio = fileWith(
      'p.json',
      JSON.stringify({
        spaces: [{ name: 'A', space_type: 'space', time_zone: 'UTC' }],
        sensors: [{ serial_number: 'S-1', sensor_type: 'oa', space_ids: ['A'] }],
      }),
    )
    await headcount(['apply', portfolio, '--data', data])
    const file = fileWith(
      'a.csv',
      'at,serial,count\n2024-05-14T09:00:00Z,S-1,1\n2024-05-14T09:00:00Z,S-2,1\n',
    )
    const report = await importJson(['csv', file, '--sensor-column', 'serial', '--data', data])

    expect(report.files[0]).toMatchObject({ accepted: 1, rejected: [{ line: 3, code: 'unknown_sensor' }] })
  })

  test('sends to a server as well, where the data directory is in use', async () => {
    const data = scratch()
    const file = fileWith('a.csv', visits)
    const server = await serving(data)
    try {
      const local = await headcount(['import', 'csv', file, ...room, '--data', data])
      const remote = await headcount(['import', 'csv', file, ...room, '--url', server.url], {
        HEADCOUNT_TOKEN: server.ownerToken,
      })
      const again = await headcount([
        'import',
        'csv',
        file,
        ...room,
        '--url',
        server.url,
        '--token',
        server.ownerToken,
      ])

      expect(local.code).toBe(1)
      expect(local.stderr).toContain('Reach that server with --url and --token')
      expect(remote.stdout).toContain('2 rows, 2 readings accepted')
      expect(again.stdout).toContain('0 readings accepted, 2 duplicates')
    } finally {
      await server.stop()
    }
  })
})

describe('headcount import ndjson', () => {
  test('takes readings, and rejects broken lines alone', async () => {
    const data = scratch()
    await importJson(['csv', fileWith('a.csv', visits), ...room, '--data', data])
    const sensor = `import-${(await metrics(data, 'total'))[0]?.['space_id']}`
    const line = (at: string, count: number) => JSON.stringify({ type: 'count', sensor, at, count })
    const file = fileWith(
      'b.ndjson',
      `${line('2024-05-15T09:00:00Z', 2)}\n\n{"type":\n${line('2024-05-15T10:00:00Z', -2)}\n${line('2024-05-15T11:00:00Z', 3)}\n`,
    )
    const report = await importJson(['ndjson', file, '--data', data])

    expect(report.files[0]).toMatchObject({
      rows: 4,
      accepted: 2,
      rejected: [
        { line: 3, code: 'invalid_json' },
        { line: 4, code: 'invalid' },
      ],
      rejected_file: `${file}.rejected`,
    })
    expect(readFileSync(`${file}.rejected`, 'utf8')).toBe(`{"type":\n${line('2024-05-15T10:00:00Z', -2)}\n`)
  })
})

const recordings = '../shared/data'
const places = (zone: string) => ['--create-space', 'Room', '--time-zone', zone]

describe.skipIf(!existsSync(recordings))(
  'recordings that nobody made for us (skipped where the folder is absent)',
  () => {
    test.each([
      [
        'a Density sensor, newest row first, over the end of summer time',
        'rsf-density/RSF_crowd_meter.csv',
        [...places('America/Los_Angeles'), '--heartbeat', '300', '--capacity', '150'],
        { rows: 10_371, accepted: 10_371, first: '2022-10-01T14:20:00Z', last: '2022-11-14T01:20:00Z' },
      ],
      [
        'a room of up to three people, date and time in two columns',
        'uci-room-occupancy/Occupancy_Estimation.csv',
        [...places('Asia/Singapore'), '--mode', 'waffle', '--count-column', 'Room_Occupancy_Count'],
        { rows: 10_129, accepted: 10_129, first: '2017-12-22T02:49:41Z' },
      ],
      [
        'a room occupied or not, with an index that the header does not name',
        'uci-occupancy-detection/datatraining.txt',
        places('Europe/Brussels'),
        { rows: 8_143, accepted: 8_143, first: '2015-02-04T16:51:00Z' },
      ],
      [
        'a bridge with two sidewalks, in no order',
        'fremont-bridge/FremontBridge.csv.gz',
        [
          ...places('America/Los_Angeles'),
          ...[
            '--entrances-column',
            'Fremont Bridge East Sidewalk',
            '--exits-column',
            'Fremont Bridge West Sidewalk',
          ],
        ],
        { rows: 59_088, blank: 9, accepted: 114_218, rejected_rows: 2, first: '2012-10-03T07:00:00Z' },
      ],
    ])('%s', async (_name, file, flags, expected) => {
      const [data, rejected] = [scratch(), scratch()]
      const args = ['csv', join(recordings, file), ...flags, '--data', data, '--rejected', rejected]
      const first = await importJson(args)
      const second = await importJson(args)

      expect(first.files[0]).toMatchObject({ rejected_rows: 0, ...expected })
      expect(second.files[0]).toMatchObject({ accepted: 0, duplicates: expected.accepted })
    })
  },
)
