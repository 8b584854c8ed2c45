import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import { headcount, type ServingProcess, scratch, serving } from './command-line.ts'

let server: ServingProcess
let environment: Record<string, string>

beforeAll(async () => {
  server = await serving(join(scratch(), 'data'))
  environment = { HEADCOUNT_URL: server.url, HEADCOUNT_TOKEN: server.ownerToken }
  const client = new HeadcountClient({ baseUrl: server.url, token: server.ownerToken })
  const space = { space_type: 'space', time_zone: 'UTC' } as const
  await client.createSpace({ ...space, id: 'spc_room', name: 'Room', capacity: 12, function: 'meeting_room' })
  await client.createSpace({ ...space, id: 'spc_hall', name: 'Hall', capacity: 2 })
  for (const id of ['room', 'hall'])
    await client.createSensor({ serial_number: id, sensor_type: 'oa', space_id: `spc_${id}` })
  // Three Tuesdays: two, four and six people from nine to eleven.
  const tuesdays = ['2024-05-07', '2024-05-14', '2024-05-21'].flatMap((date, week) =>
    ['room', 'hall'].flatMap((sensor) => [
      { type: 'count' as const, sensor, at: `${date}T00:00:00Z`, count: 0 },
      { type: 'count' as const, sensor, at: `${date}T09:00:00Z`, count: 2 * (week + 1) },
      { type: 'count' as const, sensor, at: `${date}T11:00:00Z`, count: 0 },
    ]),
  )
  await client.sendReadings([...tuesdays])
})
afterAll(() => server.stop())

const day = ['--from', '2024-05-14', '--to', '2024-05-14', '--hours', '8-18', '--known', '0']

test('right-size says the verdict on each space, and why', async () => {
  const { code, stdout, stderr } = await headcount(['right-size', ...day], environment)

  expect([code, stderr]).toEqual([0, ''])
  expect(stdout.split('\n')).toEqual([
    'too_small\tspc_hall\tHall\t2\t4\tIt was over its capacity of 2 for 100 % of the time in use; the most was 4 people.',
    'too_big\tspc_room\tRoom\t12\t4\t100 % of its 1 use had at most 4 people, and its capacity is 12; while in use 4 people on average, 4 people at most.',
    '',
  ])
})

test('right-size takes filters and thresholds, and prints JSON', async () => {
  const flags = ['--function', 'meeting_room', '--smaller', '30', '--days', '2', '--json']
  const { code, stdout } = await headcount(['right-size', ...day, ...flags], environment)
  const { spaces, thresholds } = JSON.parse(stdout)

  expect(code).toBe(0)
  expect(thresholds).toMatchObject({ known_percent: 0, smaller_percent: 30, fit_percent: 90 })
  expect(spaces).toHaveLength(1)
  expect(spaces[0]).toMatchObject({ space_id: 'spc_room', verdict: 'right_size', length_ms: 36_000_000 })
})

test('forecast says the best time, how far off it was, and each hour', async () => {
  const asked = ['forecast', 'spc_room', '--date', '2024-05-28', '--hours', '8-12']
  const { code, stdout, stderr } = await headcount(asked, environment)
  const lines = stdout.split('\n')

  expect([code, stderr]).toEqual([0, ''])
  expect(lines.slice(0, 2)).toEqual([
    'Quietest 8–9 AM, about 0 people; busiest 9–10 AM, about 4 people.',
    // In two of four hours of two days: 4 forecast by 2, and 6 by 3, the median of 2 and 4; last week had 2 and 4.
    'Past forecasts were off by 1.3 people on average (8 hours); the same hour of the week before by 1.0.',
  ])
  expect(lines[2 + 9]).toBe('09:00\t4.0\t3.0 to 5.0')
  expect(
    JSON.parse((await headcount([...asked, '--weeks', '1', '--json'], environment)).stdout),
  ).toMatchObject({
    weeks: 1,
    busiest: { hour: 9, people: 6 },
    now: null,
  })
})

test('what is wrong is refused with what would be right', async () => {
  const wrong = await headcount(['right-size', ...day, '--function', 'room'], environment)
  expect([wrong.code, wrong.stdout]).toEqual([1, ''])
  expect(wrong.stderr).toContain('`function` must be one of')
  const unknown = await headcount(['forecast', 'spc_nowhere', '--date', '2024-05-28'], environment)
  expect(unknown.stderr).toContain('There is no space spc_nowhere')
  expect((await headcount(['forecast', 'spc_room'], environment)).code).toBe(2)
})
