import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/interval.ts'
import { count, type Datum, openSite, type Site, type Wire } from './site.ts'

let site: Site

/** Spaces that somebody has been in all the time, in zones with clocks of their own. */
const zones = {
  spc_york: 'America/New_York',
  spc_howe: 'Australia/Lord_Howe',
  spc_kathmandu: 'Asia/Kathmandu',
}

beforeAll(async () => {
  site = await openSite('2025-06-01T00:00:00Z')
  for (const [id, time_zone] of Object.entries(zones)) {
    await site.space(id, { time_zone })
    await site.sensor(id, { sensor_type: 'oa', space_id: id })
    await site.send([count(id, '2022-12-01T00:00:00Z', 1)])
  }
})
afterAll(() => site.close())

async function rowsOf(
  time_resolution: string | undefined,
  start_date: string,
  end_date: string,
  { id = 'spc_york', ...more }: Wire = {},
): Promise<Readonly<Record<string, Datum>>> {
  const body = { start_date, end_date, time_resolution, space_ids: [id], ...more }
  return (await site.ask('time-used', body))[String(id)] ?? {}
}
const used = (rows: Readonly<Record<string, Datum>>) =>
  Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, row['time_used_raw']]))
const day = ['2024-05-01T00:00:00', '2024-05-01T23:59:59'] as const

describe('a time resolution', () => {
  test.each([
    [undefined, 1, '2024-05-01T04:00:00Z', '2024-05-01T04:00:00Z'],
    ['total', 1, '2024-05-01T04:00:00Z', '2024-05-01T04:00:00Z'],
    ['minute', 1_440, '2024-05-01T04:00:00Z', '2024-05-02T03:59:00Z'],
    ['5minute', 288, '2024-05-01T04:00:00Z', '2024-05-02T03:55:00Z'],
    ['10minute', 144, '2024-05-01T04:00:00Z', '2024-05-02T03:50:00Z'],
    ['15minute', 96, '2024-05-01T04:00:00Z', '2024-05-02T03:45:00Z'],
    ['hour', 24, '2024-05-01T04:00:00Z', '2024-05-02T03:00:00Z'],
    ['day', 1, '2024-05-01T04:00:00Z', '2024-05-01T04:00:00Z'],
    ['weekday', 1, '3', '3'],
    ['hour_of_day', 24, '0', '23'],
  ])('of %s has %d rows in a day, from %s to %s', async (resolution, length, first, last) => {
    const keys = Object.keys(await rowsOf(resolution, ...day))

    expect([keys.length, keys[0], keys.at(-1)]).toEqual([length, first, last])
  })

  test('that is null is the same as none', async () => {
    expect(await rowsOf('total', ...day, { time_resolution: null })).toEqual(await rowsOf('total', ...day))
  })

  test('that does not exist is refused with those that do', async () => {
    const body = { start_date: day[0], end_date: day[1], time_resolution: 'fortnight' }

    const response = await site.density('metrics', body)

    expect(response.statusCode).toBe(400)
    expect(response.json().message).toBe(
      '`time_resolution` must be one of total, minute, 5minute, 10minute, 15minute, hour, day, week, month, year, weekday, hour_of_day.',
    )
  })

  test('of day gives local days their real length', async () => {
    expect(used(await rowsOf('day', '2024-11-02T00:00:00', '2024-11-04T23:59:59'))).toEqual({
      '2024-11-02T04:00:00Z': 24 * HOUR_MS,
      '2024-11-03T04:00:00Z': 25 * HOUR_MS,
      '2024-11-04T05:00:00Z': 24 * HOUR_MS,
    })
    expect(used(await rowsOf('day', '2024-03-10T00:00:00', '2024-03-10T23:59:59'))).toEqual({
      '2024-03-10T05:00:00Z': 23 * HOUR_MS,
    })
  })

  test('of week starts on Monday, and the edges are clipped to the range', async () => {
    expect(used(await rowsOf('week', '2024-05-01T00:00:00', '2024-05-14T11:59:59'))).toEqual({
      '2024-05-01T04:00:00Z': 5 * 24 * HOUR_MS,
      '2024-05-06T04:00:00Z': 7 * 24 * HOUR_MS,
      '2024-05-13T04:00:00Z': 36 * HOUR_MS,
    })
  })

  test('of month and year is cut at local midnight', async () => {
    expect(Object.keys(await rowsOf('month', '2024-01-15T10:00:00', '2024-04-01T00:00:00'))).toEqual([
      '2024-01-15T15:00:00Z',
      '2024-02-01T05:00:00Z',
      '2024-03-01T05:00:00Z',
      '2024-04-01T04:00:00Z',
    ])
    expect(used(await rowsOf('year', '2023-12-31T12:00:00', '2024-01-01T11:59:59'))).toEqual({
      '2023-12-31T17:00:00Z': 12 * HOUR_MS,
      '2024-01-01T05:00:00Z': 12 * HOUR_MS,
    })
  })

  test('of hour clips the first and the last to the range, denominators too', async () => {
    const rows = await rowsOf('hour', '2024-05-01T09:30:00', '2024-05-01T10:14:59')

    expect(used(rows)).toEqual({
      '2024-05-01T13:30:00Z': 30 * MINUTE_MS,
      '2024-05-01T14:00:00Z': 15 * MINUTE_MS,
    })
    expect(Object.values(rows).map((row) => row['time_used_percentage'])).toEqual([1, 1])
  })

  test('of hour has a repeated hour twice and a skipped one not at all', async () => {
    const autumn = await rowsOf('hour', '2024-11-03T00:00:00', '2024-11-03T23:59:59')
    const spring = await rowsOf('hour', '2024-03-10T00:00:00', '2024-03-10T23:59:59')

    expect(Object.keys(autumn).slice(0, 4)).toEqual([
      '2024-11-03T04:00:00Z',
      '2024-11-03T05:00:00Z',
      '2024-11-03T06:00:00Z',
      '2024-11-03T07:00:00Z',
    ])
    expect([Object.keys(autumn).length, Object.keys(spring).length]).toEqual([25, 23])
  })

  test('of hour has half an hour where a zone changes by that much', async () => {
    const rows = await rowsOf('hour', '2024-04-07T00:00:00', '2024-04-07T03:59:59', { id: 'spc_howe' })

    expect(Object.values(used(rows))).toEqual([1, 1, 0.5, 1, 1].map((hours) => hours * HOUR_MS))
  })

  test('of ten minutes follows the wall clock, also where it is 45 minutes off', async () => {
    const rows = await rowsOf('10minute', '2024-05-01T00:00:00', '2024-05-01T00:29:59', {
      id: 'spc_kathmandu',
    })

    expect(Object.keys(rows)).toEqual([
      '2024-04-30T18:15:00Z',
      '2024-04-30T18:25:00Z',
      '2024-04-30T18:35:00Z',
    ])
  })

  test('of hour_of_day pools both occurrences of a repeated hour', async () => {
    expect(used(await rowsOf('hour_of_day', '2024-11-02T00:00:00', '2024-11-03T23:59:59'))).toMatchObject({
      0: 2 * HOUR_MS,
      1: 3 * HOUR_MS,
      2: 2 * HOUR_MS,
    })
  })

  test('of weekday starts with Sunday as 0 and has only the days there are', async () => {
    expect(Object.keys(await rowsOf('weekday', '2024-05-03T00:00:00', '2024-05-05T12:00:00'))).toEqual([
      '0',
      '5',
      '6',
    ])
  })

  test('of weekday pools time: it is no mean of means', async () => {
    await site.space('spc_pool')
    await site.sensor('POOL', { sensor_type: 'oa', space_id: 'spc_pool' })
    await site.send([count('POOL', '2024-05-06T04:00:00Z', 0), count('POOL', '2024-05-13T04:00:00Z', 4)])

    const rows = await site.ask('occupancy', {
      start_date: '2024-05-06T00:00:00',
      end_date: '2024-05-13T11:59:59',
      time_resolution: 'weekday',
      space_ids: ['spc_pool'],
    })

    expect(rows['spc_pool']?.['1']?.['occupancy_avg']).toBe((12 * 4) / 36)
  })
})

describe('rows', () => {
  test('are dense, also when nobody came or nothing was seen', async () => {
    await site.space('spc_empty')
    await site.sensor('EMPTY', { sensor_type: 'oa', space_id: 'spc_empty' })

    const rows = await rowsOf('hour', ...day, { id: 'spc_empty' })

    expect(Object.keys(rows)).toHaveLength(24)
    expect(new Set(Object.values(rows).map((row) => JSON.stringify(row)))).toEqual(
      new Set(['{"time_used_raw":0,"time_used_percentage":0,"up_time":0}']),
    )
  })

  test('of the future are left out, and the one that is running ends now', async () => {
    site.setNow('2024-05-01T16:30:00Z')

    const rows = await rowsOf('hour', ...day)
    const later = await site.ask('time-used', {
      start_date: '2024-05-01T12:30:00',
      end_date: '2024-05-01T13:00:00',
      space_ids: ['spc_york'],
    })
    site.setNow('2025-06-01T00:00:00Z')

    expect(Object.keys(rows)).toHaveLength(13)
    expect(rows['2024-05-01T16:00:00Z']).toEqual({
      time_used_raw: 30 * MINUTE_MS,
      time_used_percentage: 1,
      up_time: 1,
    })
    expect(later).toEqual({ spc_york: {} })
  })
})

describe('operating hours', () => {
  const everyDay = [0, 1, 2, 3, 4, 5, 6]
  const within = (operating_hours: unknown) => ({ operating_hours })

  test('leave out the buckets outside, the end exclusive', async () => {
    const hours = within({ days: [1, 2, 3, 4, 5], start_hour: 9, end_hour: 17 })

    const rows = await rowsOf('hour', '2024-05-03T00:00:00', '2024-05-04T23:59:59', hours)

    expect(Object.keys(rows)).toHaveLength(8)
    expect(Object.keys(rows)[0]).toBe('2024-05-03T13:00:00Z')
    expect(Object.keys(rows).at(-1)).toBe('2024-05-03T20:00:00Z')
  })

  test('count in denominators, under the key of the whole bucket', async () => {
    const hours = within({ days: [1, 2, 3, 4, 5], start_hour: 9, end_hour: 17 })

    const [daily, total] = [
      await rowsOf('day', '2024-05-03T00:00:00', '2024-05-05T23:59:59', hours),
      await rowsOf('total', '2024-05-03T00:00:00', '2024-05-05T23:59:59', hours),
    ]

    const row = { time_used_raw: 8 * HOUR_MS, time_used_percentage: 1, up_time: 1 }
    expect(daily).toEqual({ '2024-05-03T04:00:00Z': row })
    expect(total).toEqual({ '2024-05-03T04:00:00Z': row })
  })

  test.each([
    [{ days: [3], start_hour: 0, end_hour: 0 }, 24],
    [{ days: [3, 3], start_hour: 0, end_hour: 24 }, 24],
    [{ days: [3], start_hour: 23, end_hour: 24 }, 1],
    [null, 24],
  ])('%j are %d hours of a Wednesday', async (hours, length) => {
    expect(Object.keys(await rowsOf('hour', ...day, within(hours)))).toHaveLength(length)
  })

  test('with no time inside leave a space without rows', async () => {
    const body = { start_date: day[0], end_date: day[1], space_ids: ['spc_york'] }

    const rows = await site.ask('metrics', {
      ...body,
      operating_hours: { days: [0], start_hour: 9, end_hour: 17 },
    })

    expect(rows).toEqual({ spc_york: {} })
  })

  test('take a repeated hour twice and have nothing of a skipped one', async () => {
    const repeated = within({ days: everyDay, start_hour: 1, end_hour: 2 })
    const skipped = within({ days: everyDay, start_hour: 2, end_hour: 3 })

    const autumn = await rowsOf('total', '2024-11-03T00:00:00', '2024-11-03T23:59:59', repeated)
    const spring = await rowsOf('total', '2024-03-10T00:00:00', '2024-03-10T23:59:59', skipped)

    expect(Object.values(used(autumn))).toEqual([2 * HOUR_MS])
    expect(spring).toEqual({})
  })

  test.each([
    [{}, ['operating_hours.days', 'operating_hours.start_hour', 'operating_hours.end_hour']],
    [{ start_hour: 9, end_hour: 17 }, ['operating_hours.days']],
    [{ days: [1], end_hour: 17 }, ['operating_hours.start_hour']],
    [{ days: [1], start_hour: 9 }, ['operating_hours.end_hour']],
    [{ days: [], start_hour: 9, end_hour: 17 }, ['operating_hours.days']],
    [{ days: 1, start_hour: 9, end_hour: 17 }, ['operating_hours.days']],
    [{ days: [7], start_hour: 9, end_hour: 17 }, ['operating_hours.days[0]']],
    [{ days: [1, -1], start_hour: 9, end_hour: 17 }, ['operating_hours.days[1]']],
    [{ days: ['monday'], start_hour: 9, end_hour: 17 }, ['operating_hours.days[0]']],
    [{ days: [1], start_hour: 24, end_hour: 24 }, ['operating_hours.start_hour']],
    [{ days: [1], start_hour: 9.5, end_hour: 17 }, ['operating_hours.start_hour']],
    [{ days: [1], start_hour: 9, end_hour: 25 }, ['operating_hours.end_hour']],
    [{ days: [1], start_hour: 9, end_hour: 9 }, ['operating_hours.end_hour']],
    [{ days: [1], start_hour: 17, end_hour: 9 }, ['operating_hours.end_hour']],
    [{ days: [1], start_hour: 9, end_hour: 0 }, ['operating_hours.end_hour']],
    [{ days: [1], start_hour: '9', end_hour: 17 }, ['operating_hours.start_hour']],
    ['9 to 5', ['operating_hours']],
  ])('%j are refused, naming what is wrong', async (operating_hours, fields) => {
    const response = await site.density('metrics', {
      start_date: day[0],
      end_date: day[1],
      operating_hours,
    })

    expect(response.statusCode).toBe(400)
    for (const field of fields) expect(response.json().message).toContain(`\`${field}\``)
  })
})
