import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count, openSite, type Site, type Wire } from './site.ts'

let site: Site
let room: number
let bare: number

/** A room in New York where somebody is for half of every hour. */
beforeAll(async () => {
  site = await openSite('2025-06-01T00:00:00Z')
  room = await site.space('spc_room', { capacity: 4 })
  bare = await site.space('spc_bare')
  await site.sensor('ROOM', { sensor_type: 'oa', space_id: 'spc_room' })
  const start = Date.parse('2024-02-26T05:00:00Z')
  const halfHours = Array.from({ length: 2 * 24 * 90 }, (_, index) =>
    count('ROOM', start + index * 1_800_000, (index + 1) % 2),
  )
  await site.send(halfHours)
})
afterAll(() => site.close())

const timesOf = async (query: Wire, metric = 'availability'): Promise<readonly string[]> =>
  (await site.metric(room, metric, query)).data.map(({ timestamp }) => timestamp)

/** A Wednesday. */
const may1 = { start_date: '2024-05-01', end_date: '2024-05-01' }

describe('an answer', () => {
  test('has everything that is required, days_of_week all seven without a filter', async () => {
    const answer = await site.metric(room, 'occupancy', may1)

    expect(answer).toEqual({
      location_id: room,
      name: 'Space spc_room',
      capacity: 4,
      metric: 'occupancy',
      interval: 'daily',
      days_of_week: [1, 2, 3, 4, 5, 6, 7],
      data: [
        {
          timestamp: '2024-05-01T00:00:00-04:00',
          average: 0.5,
          peak: 1,
          average_percent: 12.5,
          peak_percent: 25,
        },
      ],
      pagination: { prev_cursor: null, next_cursor: null, has_more: false },
    })
  })

  test('has the days of its filter, sorted and each once', async () => {
    const answer = await site.metric(room, 'traffic', { ...may1, days_filter: '64264' })

    expect(answer.days_of_week).toEqual([2, 4, 6])
  })
})

describe('an interval', () => {
  test.each([
    ['15min', 96, '2024-05-01T00:15:00-04:00', '2024-05-01T23:45:00-04:00'],
    ['hourly', 24, '2024-05-01T01:00:00-04:00', '2024-05-01T23:00:00-04:00'],
  ])('of %s has %d points a day', async (interval, length, second, last) => {
    const times = await timesOf({ ...may1, interval })

    expect([times.length, times[1], times.at(-1)]).toEqual([length, second, last])
  })

  test('that is not said is daily', async () => {
    const range = { start_date: '2024-03-09', end_date: '2024-03-11' }

    expect(await timesOf(range)).toEqual([
      '2024-03-09T00:00:00-05:00',
      '2024-03-10T00:00:00-05:00',
      '2024-03-11T00:00:00-04:00',
    ])
    expect(await timesOf({ ...range, interval: 'daily' })).toEqual(await timesOf(range))
  })

  test('of hourly has the offset of each point over a change of clocks', async () => {
    const autumn = await timesOf({ start_date: '2024-11-03', end_date: '2024-11-03', interval: 'hourly' })
    const spring = await timesOf({ start_date: '2024-03-10', end_date: '2024-03-10', interval: 'hourly' })

    expect(autumn.slice(0, 4)).toEqual([
      '2024-11-03T00:00:00-04:00',
      '2024-11-03T01:00:00-04:00',
      '2024-11-03T01:00:00-05:00',
      '2024-11-03T02:00:00-05:00',
    ])
    expect(spring.slice(0, 3)).toEqual([
      '2024-03-10T00:00:00-05:00',
      '2024-03-10T01:00:00-05:00',
      '2024-03-10T03:00:00-04:00',
    ])
    expect([autumn.length, spring.length]).toEqual([25, 23])
  })

  test('of weekly starts on Monday, or with the range', async () => {
    expect(await timesOf({ start_date: '2024-05-01', end_date: '2024-05-14', interval: 'weekly' })).toEqual([
      '2024-05-01T00:00:00-04:00',
      '2024-05-06T00:00:00-04:00',
      '2024-05-13T00:00:00-04:00',
    ])
  })

  test('of monthly starts on the first, or with the range', async () => {
    expect(await timesOf({ start_date: '2024-01-31', end_date: '2024-04-01', interval: 'monthly' })).toEqual([
      '2024-01-31T00:00:00-05:00',
      '2024-02-01T00:00:00-05:00',
      '2024-03-01T00:00:00-05:00',
      '2024-04-01T00:00:00-04:00',
    ])
  })

  test('that has not begun has no point, and one that is running ends now', async () => {
    site.setNow('2024-05-01T14:15:00Z')
    const asked = { start_date: '2024-04-30', end_date: '2024-05-07' }

    const hours = (await site.metric(room, 'availability', { ...asked, interval: 'hourly' })).data
    const days = await timesOf(asked)
    const dwell = await timesOf(asked, 'dwell_time')
    const future = await timesOf({ start_date: '2024-05-02', end_date: '2024-05-07' })
    site.setNow('2025-06-01T00:00:00Z')

    expect(hours).toHaveLength(24 + 11)
    expect(hours.at(-1)).toEqual({ timestamp: '2024-05-01T10:00:00-04:00', percent: 0 })
    expect(days).toEqual(['2024-04-30T00:00:00-04:00', '2024-05-01T00:00:00-04:00'])
    expect(dwell).toEqual(['2024-04-30T00:00:00-04:00'])
    expect(future).toEqual([])
  })
})

describe('a point', () => {
  const nulls = {
    occupancy: { average: null, peak: null, average_percent: null, peak_percent: null },
    traffic: { visits: null },
    dwell_time: { average: null, peak: null },
    availability: { percent: null },
  }

  test.each(Object.entries(nulls))('of %s with nothing observed has nulls', async (metric, figures) => {
    const before = { start_date: '2024-02-01', end_date: '2024-02-01' }

    expect((await site.metric(room, metric, before)).data).toEqual([
      { timestamp: '2024-02-01T00:00:00-05:00', ...figures },
    ])
  })

  test.each(Object.entries(nulls))('of %s where nothing counts has nulls', async (metric, figures) => {
    expect((await site.metric(bare, metric, may1)).data).toEqual([
      { timestamp: '2024-05-01T00:00:00-04:00', ...figures },
    ])
  })
})

/** How long the time was that a filter kept, in hours: read off the traffic, one visit in each. */
async function hoursKept(query: Wire): Promise<readonly (readonly [string, unknown])[]> {
  const { data } = await site.metric<{ visits: unknown }>(room, 'traffic', query)
  return data.map(({ timestamp, visits }) => [timestamp.slice(0, 10), visits])
}

describe('hour filters', () => {
  test.each([
    [{ start_hour_filter: 9, end_hour_filter: 17 }, 9],
    [{ start_hour_filter: 9, end_hour_filter: 9 }, 1],
    [{ start_hour_filter: 0, end_hour_filter: 23 }, 24],
    [{ start_hour_filter: 20 }, 4],
    [{ end_hour_filter: 5 }, 6],
    [{ start_hour_filter: 22, end_hour_filter: 5 }, 8],
    [{ start_hour_filter: 23, end_hour_filter: 0 }, 2],
  ])('%j keep %d hours of a day', async (filter, hours) => {
    expect(await hoursKept({ ...may1, ...filter })).toEqual([['2024-05-01', hours]])
  })

  test('keep the last hour whole: 17 keeps up to 17:59', async () => {
    const to = (end_hour_filter: number) => ({ ...may1, start_hour_filter: 17, end_hour_filter })

    const { data } = await site.metric(room, 'availability', to(17))

    expect(data).toEqual([{ timestamp: '2024-05-01T00:00:00-04:00', percent: 50 }])
  })

  test('aggregate in weeks and months what they keep', async () => {
    const query = {
      start_date: '2024-04-29',
      end_date: '2024-05-12',
      start_hour_filter: 9,
      end_hour_filter: 10,
    }

    expect(await hoursKept({ ...query, interval: 'weekly' })).toEqual([
      ['2024-04-29', 14],
      ['2024-05-06', 14],
    ])
    expect(await hoursKept({ ...query, interval: 'monthly' })).toEqual([
      ['2024-04-29', 4],
      ['2024-05-01', 24],
    ])
  })

  test('have both of a repeated hour and none of a skipped one', async () => {
    await site.send([
      count('ROOM', '2024-11-03T05:10:00Z', 0),
      count('ROOM', '2024-11-03T05:20:00Z', 1),
      count('ROOM', '2024-11-03T06:10:00Z', 0),
      count('ROOM', '2024-11-03T06:20:00Z', 1),
    ])
    const only = (hour: number, day: string) => ({
      start_date: day,
      end_date: day,
      start_hour_filter: hour,
      end_hour_filter: hour,
    })

    expect(await hoursKept(only(1, '2024-11-03'))).toEqual([['2024-11-03', 2]])
    expect(await hoursKept(only(2, '2024-03-10'))).toEqual([])
  })
})

describe('the filter of days', () => {
  test('drops the daily points of other days', async () => {
    const week = { start_date: '2024-04-28', end_date: '2024-05-04' }

    expect(await hoursKept({ ...week, days_filter: '26' })).toEqual([
      ['2024-04-29', 24],
      ['2024-05-03', 24],
    ])
    expect(await hoursKept({ ...week, days_filter: '77177' })).toEqual([
      ['2024-04-28', 24],
      ['2024-05-04', 24],
    ])
  })

  test('aggregates the days kept in weeks and months, and leaves out what has none', async () => {
    const query = { start_date: '2024-05-01', end_date: '2024-05-12', days_filter: '2' }

    expect(await hoursKept({ ...query, interval: 'weekly' })).toEqual([['2024-05-06', 24]])
    expect(await hoursKept({ ...query, interval: 'monthly' })).toEqual([['2024-05-01', 24]])
  })

  test('is asked of each instant: 23456 from 22 to 5 has Monday before six and nothing of Saturday', async () => {
    const query = {
      start_date: '2024-04-28',
      end_date: '2024-05-05',
      days_filter: '23456',
      start_hour_filter: 22,
      end_hour_filter: 5,
    }

    expect(await hoursKept(query)).toEqual([
      ['2024-04-29', 8],
      ['2024-04-30', 8],
      ['2024-05-01', 8],
      ['2024-05-02', 8],
      ['2024-05-03', 8],
    ])
    expect(
      await hoursKept({ ...query, end_date: '2024-04-29', end_hour_filter: 5, start_hour_filter: 0 }),
    ).toEqual([['2024-04-29', 6]])
  })
})
