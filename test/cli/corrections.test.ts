import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import { headcount, type ServingProcess, scratch, serving } from './command-line.ts'

let server: ServingProcess
let environment: Record<string, string>
let client: HeadcountClient

beforeAll(async () => {
  server = await serving(join(scratch(), 'data'))
  environment = { HEADCOUNT_URL: server.url, HEADCOUNT_TOKEN: server.ownerToken }
  client = new HeadcountClient({ baseUrl: server.url, token: server.ownerToken })
  await client.createSpace({ id: 'spc_room', name: 'Room', space_type: 'space', time_zone: 'UTC' })
  await client.createSensor({ serial_number: 'OA-1', sensor_type: 'oa', space_id: 'spc_room' })
  await client.createSpace({ id: 'spc_hall', name: 'Hall', space_type: 'space', time_zone: 'UTC' })
  await client.createSensor({ serial_number: 'S5-1', sensor_type: 'entry' })
  await client.createDoorway({
    name: 'Door',
    sensor_serial_number: 'S5-1',
    spaces: [{ id: 'spc_hall', sensor_placement: 1 }],
  })
  await client.sendReadings([{ type: 'count', sensor: 'OA-1', at: '2024-05-14T09:00:00Z', count: 4 }])
})
afterAll(() => server.stop())

const corrections = (...args: string[]) => headcount(['corrections', ...args], environment)

async function counts(): Promise<readonly (number | null)[]> {
  const { segments } = await client.segments('spc_room', {
    start_date: '2024-05-14T08:00:00Z',
    end_date: '2024-05-14T11:59:59Z',
  })
  return segments.map(({ count }) => count)
}

test('corrections are made, listed and undone, and every figure is again what it was', async () => {
  const before = await counts()
  const span = ['--from', '2024-05-14T10:00:00Z', '--until', '2024-05-14T11:00:00Z']
  const made = await corrections(
    ...['add', 'offset', '--space', 'spc_room', '--people', '-1', ...span, '--reason', 'A plant', '--json'],
  )
  expect([made.code, made.stderr]).toEqual([0, ''])
  const { id } = JSON.parse(made.stdout)
  expect(await counts()).toEqual([null, 4, 3, 4])

  const listed = await corrections('list', '--space', 'spc_room')
  expect(listed.stdout.split('\n')).toHaveLength(2)
  expect(listed.stdout).toMatch(
    /^cor_\S+\toffset\tspc_room\t-1\t2024-05-14T10:00:00Z to 2024-05-14T11:00:00Z\t\S+\t.+ owner\tA plant\n$/,
  )
  expect(await corrections('remove', id)).toEqual({ code: 0, stdout: `${id} is undone\n`, stderr: '' })

  expect(await counts()).toEqual(before)
  expect(JSON.parse((await corrections('list', '--json')).stdout)).toEqual([])
})

test('each kind is made of what it needs', async () => {
  const kinds = [
    ['reset', '--space', 'spc_hall', '--people', '0', '--from', '2024-05-14T10:00:00+02:00'],
    ['ignore', '--sensor', 'S5-1'],
    ['ceiling', '--sensor', 'OA-1', '--people', '3'],
  ] as const
  for (const [kind, ...flags] of kinds) {
    const { stdout, stderr, code } = await corrections('add', kind, ...flags, '--json')
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ kind })
  }
  const listed = await client.corrections.list()
  expect(listed.map(({ kind, people }) => [kind, people])).toEqual([
    ['ceiling', 3],
    ['ignore', null],
    ['reset', 0],
  ])
  expect(listed.at(-1)).toMatchObject({ from: '2024-05-14T08:00:00Z', until: null })
})

test.each([
  [['add', 'reset', '--people', '3'], 'reset needs --space'],
  [['add', 'ignore', '--sensor', 'OA-1', '--people', '3'], 'ignore takes no --people'],
  [['add', 'offset', '--space', 'spc_room'], 'offset needs --people'],
  [
    ['add', 'reset', '--space', 'spc_hall', '--people', '3', '--until', '2024-05-14T11:00:00Z'],
    'has no --until',
  ],
  [['add', 'guess', '--space', 'spc_room'], 'Allowed choices are reset, offset, ignore, ceiling'],
  [['add', 'reset', '--space', 'spc_hall', '--people', 'few'], 'Expected a whole number'],
])('%j is wrong usage, with what would be right', async (args, message) => {
  expect(await corrections(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) })
})

test('what the server refuses is said in its words', async () => {
  expect(await corrections('add', 'offset', '--space', 'spc_hall', '--people', '2')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('must be reset for spc_hall'),
  })
  expect(await corrections('remove', 'cor_none')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('cor_none'),
  })
})

test('no server is wrong usage', async () => {
  expect(await headcount(['corrections', 'list'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('HEADCOUNT_URL'),
  })
})
