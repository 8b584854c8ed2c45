import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { headcount, scratch } from './command-line.ts'

const document = `
labels: [Quiet]
spaces:
  - id: spc_hq
    name: HQ
    space_type: building
    time_zone: Europe/Paris
    children:
      - { id: spc_lobby, name: Lobby, space_type: space, capacity: 40, labels: [Open] }
sensors:
  - { serial_number: S5-1, sensor_type: entry, heartbeat_seconds: 300 }
  - { serial_number: OA-1, sensor_type: oa, space_id: HQ/Lobby }
doorways:
  - { name: Main door, sensor_serial_number: S5-1, spaces: [{ id: HQ/Lobby, sensor_placement: 1 }] }
`

function fileWith(name: string, text: string): string {
  const file = join(scratch(), name)
  writeFileSync(file, text)
  return file
}

/** A store with a portfolio and some hours of readings. */
async function filledStore(): Promise<string> {
  const data = scratch()
  await headcount(['apply', fileWith('p.yaml', document), '--data', data])
  const readings = [
    { type: 'count', sensor: 'OA-1', at: '2024-05-14T07:00:00Z', count: 4, capped: true },
    { type: 'count', sensor: 'OA-1', at: '2024-05-14T09:30:00Z', count: 0, seq: 7 },
    { type: 'health', sensor: 'OA-1', at: '2024-05-14T12:00:00Z', status: 'offline' },
    { type: 'crossing', sensor: 'S5-1', at: '2024-05-14T07:00:00Z', direction: -1, n: 2 },
    { type: 'heartbeat', sensor: 'S5-1', at: '2024-05-14T07:05:00Z' },
    { type: 'reset', space_id: 'spc_lobby', at: '2024-05-14T08:00:00Z', count: 3 },
  ]
  const file = fileWith('r.ndjson', readings.map((reading) => `${JSON.stringify(reading)}\n`).join(''))
  const { code, stderr } = await headcount(['import', 'ndjson', file, '--data', data])
  if (code !== 0) throw new Error(stderr)
  return data
}

async function readingsIn(data: string): Promise<string> {
  const { stdout } = await headcount(['export', '--readings', '--format', 'ndjson', '--data', data])
  return stdout
}

describe('the command line', () => {
  test.each([
    ['serve'],
    ['apply'],
    ['import'],
    ['export'],
    ['simulate'],
    ['token'],
    ['token create'],
    ['token list'],
    ['token revoke'],
    ['credential'],
    ['credential create'],
    ['credential list'],
    ['credential revoke'],
    ['check'],
    ['backup'],
    ['restore'],
    ['bench'],
  ])('%s --help shows an example', async (command) => {
    const { code, stdout } = await headcount([...command.split(' '), '--help'])

    expect(code).toBe(0)
    expect(stdout).toContain(`Usage: headcount ${command}`)
    expect(stdout).toMatch(/^ {2}\$ .*headcount /m)
  })

  test('serve --help tells defaults as they are written', async () => {
    const { stdout } = await headcount(['serve', '--help'])

    expect(stdout).toMatch(/default:\s+15:100/)
  })

  test('tells its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

    expect(await headcount(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` })
  })

  test.each([
    [[]],
    [['conquer']],
    [['apply']],
    [['serve', '--port', '99999']],
    [['serve', '--pot', '1']],
    [['export', '--resolution', 'decade']],
    [['token', 'create', 'x', '--scope', 'everything']],
    [['credential', 'create', 'x', '--permission', 'admin']],
    [['credential', 'create', 'x', '--role', 'boss']],
    [['check', '--data', '']],
    [['bench', 'patience']],
    [['simulate']],
    [['apply', 'x.json', '--url', 'http://localhost']],
    [['import', 'csv', 'x.csv', '--url', 'here', '--token', 'x']],
    [['import', 'csv', 'x.csv', '--url', 'http://localhost', '--data', 'x']],
  ])('%j is wrong usage', async (args) => {
    const { code, stderr } = await headcount(args)

    expect(code).toBe(2)
    expect(stderr).not.toBe('')
  })

  test('a wrong setting of the environment is told with its name', async () => {
    const { code, stderr } = await headcount(['check'], { HEADCOUNT_LOG_LEVEL: 'loud' })

    expect(code).toBe(2)
    expect(stderr).toContain('HEADCOUNT_LOG_LEVEL is "loud"')
  })

  test.each([[['check']], [['export']], [['token', 'list']], [['backup', 'x.db']]])(
    '%j does not make a store where there is none',
    async (args) => {
      const data = join(scratch(), 'none')
      const { code, stderr } = await headcount([...args, '--data', data])

      expect(code).toBe(1)
      expect(stderr).toBe(`There is no store in ${data}. Name the data directory with --data.\n`)
      expect(existsSync(data)).toBe(false)
    },
  )
})

test.each([['apply'], ['import', 'csv']])(
  'headcount %s does not make a store for a file that is not there',
  async (...command) => {
    const data = join(scratch(), 'none')
    const { code, stderr } = await headcount([...command, '/nowhere/x', '--data', data])

    expect(code).toBe(1)
    expect(stderr).toContain('no such file or directory, ')
    expect(existsSync(data)).toBe(false)
  },
)

describe('headcount apply', () => {
  test('creates what a document says, and nothing the second time', async () => {
    const [data, file] = [scratch(), fileWith('p.yaml', document)]
    const first = await headcount(['apply', file, '--data', data])
    const second = await headcount(['apply', file, '--data', data])

    expect(first.code).toBe(0)
    expect(first.stdout).toContain('created space Lobby (spc_lobby)')
    expect(first.stdout).toContain('created sensor S5-1\n')
    expect(first.stdout).toMatch(/6 created, 0 changed, 0 unchanged\n$/)
    expect(second.stdout).toBe('0 created, 0 changed, 6 unchanged\n')
  })

  test('only says what it would do with --dry-run', async () => {
    const [data, file] = [scratch(), fileWith('p.yaml', document)]
    const dry = await headcount(['apply', file, '--data', data, '--dry-run', '--json'])
    const wet = await headcount(['apply', file, '--data', data, '--json'])

    expect(JSON.parse(dry.stdout)).toMatchObject({ created: 6, dry_run: true })
    expect(JSON.parse(wet.stdout)).toMatchObject({ created: 6, dry_run: false })
  })

  test('changes what differs and leaves the rest', async () => {
    const data = scratch()
    await headcount(['apply', fileWith('p.yaml', document), '--data', data])
    const changed = fileWith(
      'q.json',
      JSON.stringify({ spaces: [{ name: 'HQ', space_type: 'building', address: '1 Rue X' }] }),
    )
    const { stdout } = await headcount(['apply', changed, '--data', data])

    expect(stdout).toBe('changed space HQ (spc_hq)\n0 created, 1 changed, 0 unchanged\n')
  })

  test.each([
    ['spaces: [{ name: A, space_type: space, timezone: UTC }]', 'without timezone'],
    ['spaces: [{ name: A, space_type: space }]', 'time_zone'],
    ['sensors: [{ serial_number: S, sensor_type: oa, space_ids: [Nowhere] }]', 'no space Nowhere'],
    ['spaces: [{', 'is neither JSON nor YAML'],
    ['just words', 'The document must be an object'],
  ])('refuses %j and says why', async (text, message) => {
    const { code, stderr } = await headcount(['apply', fileWith('p.yaml', text), '--data', scratch()])

    expect(code).toBe(1)
    expect(stderr).toContain(message)
  })
})

describe('headcount export', () => {
  test('writes metrics of every space as CSV', async () => {
    const file = join(scratch(), 'm.csv')
    const args = ['export', '--data', await filledStore(), '--resolution', 'hour', '-o', file]
    const { code } = await headcount([...args, '--from', '2024-05-14T09:00', '--to', '2024-05-14T12:00'])
    const [header, ...rows] = readFileSync(file, 'utf8').trim().split('\n')

    expect(code).toBe(0)
    expect(header).toMatch(
      /^space_id,location_id,name,time_zone,start,length_ms,occupancy_avg,.*,availability_percent,/,
    )
    expect(rows).toHaveLength(6)
    expect(rows[3]).toBe(
      'spc_lobby,2,Lobby,Europe/Paris,2024-05-14T07:00:00Z,3600000,4,4,4,0,2,3600000,1,0.1,0.1,0,true,,1',
    )
  })

  test('takes spaces by id, with all below them', async () => {
    const args = ['export', '--data', await filledStore(), '--resolution', 'total', '--format', 'ndjson']
    const all = await headcount([...args, '--spaces', 'spc_hq'])
    const one = await headcount([...args, '--spaces', 'spc_lobby'])

    expect(all.stdout.trim().split('\n')).toHaveLength(2)
    expect(JSON.parse(one.stdout)).toMatchObject({ space_id: 'spc_lobby', occupancy_max: 4 })
    expect((await headcount([...args, '--spaces', 'spc_x'])).code).toBe(2)
  })

  test('writes readings that give the same answers elsewhere', async () => {
    const [from, to] = [await filledStore(), scratch()]
    const readings = await readingsIn(from)
    await headcount(['apply', fileWith('p.yaml', document), '--data', to])
    await headcount(['import', 'ndjson', fileWith('r.ndjson', readings), '--data', to])
    const metrics = (data: string) => headcount(['export', '--resolution', '5minute', '--data', data])

    expect(readings.trim().split('\n')).toHaveLength(6)
    expect(await readingsIn(to)).toBe(readings)
    expect((await metrics(to)).stdout).toBe((await metrics(from)).stdout)
  })

  test('writes readings as CSV too', async () => {
    const { stdout } = await headcount([
      'export',
      '--readings',
      '--data',
      await filledStore(),
      '--spaces',
      'spc_lobby',
    ])

    expect(stdout).toContain(
      'type,at,sensor,doorway_id,space_id,count,direction,n,status,capped,seq,from,in,out,in_total,out_total,width,restarted,occupied\n',
    )
    expect(stdout).toContain('count,2024-05-14T09:30:00Z,OA-1,,spc_lobby,0,,,,,7,,,,,,,,\n')
    expect(stdout).toContain('reset,2024-05-14T08:00:00Z,,,spc_lobby,3,,,,,,,,,,,,,\n')
  })
})

describe('headcount check', () => {
  test('finds nothing in a sound store', async () => {
    const { code, stdout } = await headcount(['check', '--data', await filledStore()])

    expect({ code, stdout }).toEqual({ code: 0, stdout: '0 damages, 0 differences\n' })
  })

  test('tells of damage and ends with 1', async () => {
    const data = await filledStore()
    const db = new BetterSqlite(join(data, 'headcount.db'))
    db.prepare(
      'update blocks set body = zeroblob(length(body)) where space = (select min(space) from blocks)',
    ).run()
    db.close()
    const { code, stdout } = await headcount(['check', '--data', data])

    expect(code).toBe(1)
    expect(stdout).toMatch(/^damaged: .*\n1 damages, 0 differences\n$/)
  })

  test('tells of rollups that are not what the readings say, and ends with 1', async () => {
    const data = await filledStore()
    const db = new BetterSqlite(join(data, 'headcount.db'))
    const blocks = Number(db.prepare('delete from blocks').run().changes)
    db.close()
    const { code, stdout } = await headcount(['check', '--data', data, '--json'])
    const report = JSON.parse(stdout)

    expect(blocks).toBeGreaterThan(0)
    expect(code).toBe(1)
    expect(report).toMatchObject({ ok: false, damages: [] })
    expect(report.differences).toContainEqual(
      expect.objectContaining({ space_id: 'spc_lobby', column: 'observedMs', stored: 0 }),
    )
  })
})

describe('headcount backup and restore', () => {
  test('go round without a loss', async () => {
    const [data, file, restored] = [await filledStore(), join(scratch(), 'b.db'), join(scratch(), 'new')]
    const backup = await headcount(['backup', file, '--data', data])
    const restore = await headcount(['restore', file, '--data', restored])

    expect(backup).toMatchObject({ code: 0, stdout: expect.stringMatching(/b\.db: [\d,]+ bytes\n$/) })
    expect(restore.code).toBe(0)
    expect(await readingsIn(restored)).toBe(await readingsIn(data))
    expect((await headcount(['check', '--data', restored])).code).toBe(0)
  })

  test('overwrite nothing', async () => {
    const [data, file] = [await filledStore(), join(scratch(), 'b.db')]
    await headcount(['backup', file, '--data', data])
    const size = statSync(file).size
    const backup = await headcount(['backup', file, '--data', data])
    const restore = await headcount(['restore', file, '--data', data])

    expect(backup).toMatchObject({ code: 1, stderr: expect.stringContaining('a backup overwrites nothing') })
    expect(restore).toMatchObject({ code: 1, stderr: expect.stringContaining('is not empty') })
    expect(statSync(file).size).toBe(size)
  })

  test('refuse a damaged backup, and leave the directory empty', async () => {
    const [data, file, restored] = [await filledStore(), join(scratch(), 'b.db'), scratch()]
    await headcount(['backup', file, '--data', data])
    const db = new BetterSqlite(file)
    db.prepare('update blocks set body = zeroblob(length(body))').run()
    db.close()
    const { code, stderr } = await headcount(['restore', file, '--data', restored])

    expect(code).toBe(1)
    expect(stderr).toContain('is damaged')
    expect(readdirSync(restored).filter((name) => name !== 'lock.db')).toEqual([])
  })
})

describe('headcount simulate', () => {
  test('writes the same for the same seed, and what apply and import take', async () => {
    const [a, b, data] = [scratch(), scratch(), scratch()]
    const args = ['simulate', '--spaces', '8', '--days', '2', '--seed', '5', '--until', '2024-06-01']
    const files = (to: string) => ['-o', join(to, 'r.ndjson'), '--portfolio', join(to, 'p.json')]
    await headcount([...args, ...files(a)])
    await headcount([...args, ...files(b)])
    const applied = await headcount(['apply', join(a, 'p.json'), '--data', data])
    const imported = await headcount(['import', 'ndjson', join(a, 'r.ndjson'), '--data', data, '--json'])
    const [tally] = JSON.parse(imported.stdout).files

    expect(readFileSync(join(a, 'r.ndjson'), 'utf8')).toBe(readFileSync(join(b, 'r.ndjson'), 'utf8'))
    expect(applied.code).toBe(0)
    expect(tally).toMatchObject({ rejected_rows: 0, duplicates: 0 })
    expect(tally.accepted).toBeGreaterThan(100)
    expect((await headcount(['check', '--data', data])).code).toBe(0)
  })
})
