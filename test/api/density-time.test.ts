import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/interval.ts'
import { count, onlyRow, openSite, type Site } from './site.ts'

let site: Site

/** A space in New York that somebody has been in all the time: its time used is as long as what was asked for. */
const ALWAYS = 'spc_always'

beforeAll(async () => {
  site = await openSite('2025-06-01T00:00:00Z')
  await site.space(ALWAYS)
  await site.space('spc_tokyo', { time_zone: 'Asia/Tokyo' })
  await site.sensor('NY', { sensor_type: 'oa', space_id: ALWAYS })
  await site.sensor('TK', { sensor_type: 'oa', space_id: 'spc_tokyo' })
  await site.send([count('NY', '2023-01-01T00:00:00Z', 1), count('TK', '2023-01-01T00:00:00Z', 1)])
})
afterAll(() => site.close())

async function lengthOf(start: string, end: string): Promise<number> {
  const rows = await site.ask('time-used', { start_date: start, end_date: end, space_ids: [ALWAYS] })
  return Number(onlyRow(rows, ALWAYS)['time_used_raw'])
}

async function keyOf(start: string, end: string, id = ALWAYS): Promise<string | undefined> {
  const rows = await site.ask('time-used', { start_date: start, end_date: end, space_ids: [id] })
  return Object.keys(rows[id] ?? {})[0]
}

describe('a date of a Density call', () => {
  test('without an offset is the wall clock of each space', async () => {
    const rows = await site.ask('time-used', {
      start_date: '2024-05-01T00:00:00',
      end_date: '2024-05-01T23:59:59',
    })

    expect(Object.keys(rows[ALWAYS] ?? {})).toEqual(['2024-05-01T04:00:00Z'])
    expect(Object.keys(rows['spc_tokyo'] ?? {})).toEqual(['2024-04-30T15:00:00Z'])
  })

  test.each([
    ['2024-05-01T00:00:00Z', '2024-05-01T00:00:00Z'],
    ['2024-05-01T00:00:00+02:00', '2024-04-30T22:00:00Z'],
    ['2024-05-01T00:00:00.999-0430', '2024-05-01T04:30:00Z'],
    ['2024-05-01T00:00:00.123456+00:00', '2024-05-01T00:00:00Z'],
    ['2024-05-01T00:00', '2024-05-01T04:00:00Z'],
  ])('%s is read as %s', async (start, key) => {
    expect(await keyOf(start, '2024-05-02T00:00:00Z')).toBe(key)
  })

  test('may be local while the other is an instant, each by itself', async () => {
    expect(await lengthOf('2024-05-01T00:00:00', '2024-05-01T04:59:59Z')).toBe(HOUR_MS)
    expect(await lengthOf('2024-05-01T04:00:00Z', '2024-05-01T00:59:59')).toBe(HOUR_MS)
  })

  test.each([
    '2024-05-01',
    '2024-05-01 00:00:00',
    '2024-02-30T00:00:00',
    '2024-05-01T24:00:00',
    '2024-05-01T10:00:00+25:00',
    'yesterday',
    '',
    1_714_521_600_000,
    null,
  ])('%j is refused, naming the field and what would be right', async (start) => {
    const response = await site.density('metrics', { start_date: start, end_date: '2024-05-01T23:59:59' })

    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({
      code: 400,
      message: expect.stringMatching(/^`start_date` must be an ISO 8601 date-time/),
    })
  })

  test.each(['start_date', 'end_date'])('%s is required', async (missing) => {
    const body = { start_date: '2024-05-01T00:00:00', end_date: '2024-05-01T23:59:59', [missing]: undefined }

    const response = await site.density('occupancy', body)

    expect(response.statusCode).toBe(400)
    expect(response.json().message).toMatch(new RegExp(`^\`${missing}\` is required`))
  })
})

describe('the range of a Density call', () => {
  test.each([
    ['2024-05-01T00:00:00', '2024-05-01T23:59:59', DAY_MS],
    ['2024-05-01T00:00:00.500', '2024-05-01T23:59:00', DAY_MS],
    ['2024-05-01T09:30:45', '2024-05-01T09:31:02', 2 * MINUTE_MS],
    ['2024-05-01T09:30:45', '2024-05-01T09:30:45', MINUTE_MS],
    ['2024-05-01T09:30:00Z', '2024-05-01T09:30:59Z', MINUTE_MS],
    ['2024-03-10T00:00:00', '2024-03-10T23:59:59', 23 * HOUR_MS],
    ['2024-11-03T00:00:00', '2024-11-03T23:59:59', 25 * HOUR_MS],
  ])('%s to %s is %d ms long, both minutes inside', async (start, end, lengthMs) => {
    expect(await lengthOf(start, end)).toBe(lengthMs)
  })

  test('that starts where clocks skip begins with the change', async () => {
    expect(await keyOf('2024-03-10T02:30:00', '2024-03-10T04:00:00')).toBe('2024-03-10T07:00:00Z')
  })

  test('that ends where clocks repeat takes both hours', async () => {
    expect(await lengthOf('2024-11-03T00:00:00', '2024-11-03T01:59:59')).toBe(3 * HOUR_MS)
  })

  test('that starts where clocks repeat begins with the first', async () => {
    expect(await keyOf('2024-11-03T01:30:00', '2024-11-03T04:00:00')).toBe('2024-11-03T05:30:00Z')
  })

  test.each([
    ['2024-05-01T09:00:30', '2024-05-01T09:00:10'],
    ['2024-05-02T00:00:00Z', '2024-05-01T00:00:00Z'],
    ['2024-05-01T12:00:00Z', '2024-05-01T07:59:59'],
  ])('%s to %s is refused, reversed as it is before seconds are cut', async (start, end) => {
    const response = await site.density('time-used', { start_date: start, end_date: end })

    expect(response.statusCode).toBe(400)
    expect(response.json().message).toBe('end_date must not be before start_date.')
  })
})

const limits = [
  ['minute', 1],
  ['5minute', 1],
  ['10minute', 1],
  ['15minute', 7],
  ['hour', 7],
  ['hour_of_day', 7],
  ['day', 31],
  ['weekday', 31],
  ['week', 366],
  ['month', 366],
  ['year', 366],
  ['total', 366],
] as const

describe.each(limits)('the longest range of %s', (time_resolution, days) => {
  const ask = (start: string, end: string, to = site) =>
    to.density('time-used', { start_date: start, end_date: end, time_resolution, space_ids: [ALWAYS] })
  const wallAfter = (start: string, ms: number) => new Date(Date.parse(`${start}Z`) + ms).toISOString()

  test.each(['2024-03-10T00:00:00', '2024-11-03T00:00:00', '2023-11-01T00:00:00'])(
    `is ${days} calendar days from %s on, whatever clocks do in them`,
    async (start) => {
      const end = (ms: number) => wallAfter(start, days * DAY_MS + ms).slice(0, 19)

      const [longest, longer] = [await ask(start, end(0)), await ask(start, end(1_000))]

      expect(longest.statusCode).toBe(200)
      expect(longer.statusCode).toBe(400)
      expect(longer.json().message).toContain(
        `time_resolution ${time_resolution} allows: at most ${days} day${days === 1 ? '' : 's'}.`,
      )
    },
  )

  test('is elapsed time where an end is an instant', async () => {
    const [start, startThere] = ['2024-11-03T00:00:00', '2024-11-03T04:00:00Z']
    const end = (ms: number) => wallAfter('2024-11-03T04:00:00', days * DAY_MS + ms)

    expect((await ask(startThere, end(0))).statusCode).toBe(200)
    expect((await ask(startThere, end(1))).statusCode).toBe(400)
    expect((await ask(start, end(0))).statusCode).toBe(200)
    expect((await ask(start, end(1))).statusCode).toBe(400)
  })
})

test('with open ranges none is too long', async () => {
  const open = await openSite('2025-06-01T00:00:00Z', { environment: { HEADCOUNT_DENSITY_RANGES: 'open' } })
  await open.space('spc_a')
  await open.sensor('S', { sensor_type: 'oa', space_id: 'spc_a' })
  const asked = (time_resolution: string, start: string, end: string) =>
    open.ask('time-used', { start_date: start, end_date: end, time_resolution })

  const minutes = await asked('minute', '2024-05-01T00:00:00', '2024-05-03T23:59:59')
  const years = await asked('year', '2015-01-01T00:00:00', '2024-12-31T23:59:59')
  await open.close()

  expect(Object.keys(minutes['spc_a'] ?? {})).toHaveLength(3 * 1_440)
  expect(Object.keys(years['spc_a'] ?? {})).toHaveLength(10)
})

test('the running bucket of a total ends now, its key is the start of the range', async () => {
  site.setNow('2024-05-01T16:30:00Z')

  const rows = await site.ask('time-used', {
    start_date: '2024-05-01T10:10:10',
    end_date: '2024-05-09T23:59:59',
    space_ids: [ALWAYS],
  })
  site.setNow('2025-06-01T00:00:00Z')

  expect(Object.keys(rows[ALWAYS] ?? {})).toEqual(['2024-05-01T14:10:00Z'])
  expect(onlyRow(rows, ALWAYS)['time_used_raw']).toBe(2 * HOUR_MS + 20 * MINUTE_MS)
})
