import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { count, crossing, demand, health, openSite, type Site, type Wire } from './site.ts'

let site: Site
const spellings = ['location', 'locations']

const get = (url: string, token?: string) => site.request({ url: `/v1${url}` }, token)
const data = async (url: string, token?: string) => {
  const { message, data, ...others } = demand(await get(url, token), 200).json()
  expect(message).toBe('OK')
  expect(others).toEqual({})
  return data
}

describe('v1', () => {
  beforeAll(async () => {
    site = await openSite('2024-05-14T12:30:00Z')
    await site.space('spc_hall', { space_type: 'building', location_id: 10, time_zone: 'America/New_York' })
    await site.space('spc_a', { parent_id: 'spc_hall', location_id: 11, capacity: 8 })
    await site.space('spc_b', { parent_id: 'spc_hall', location_id: 12, capacity: 4 })
    await site.space('spc_bare', { parent_id: 'spc_hall', location_id: 13 })
    await site.sensor('A', { sensor_type: 'oa', space_id: 'spc_a', heartbeat_seconds: 3_600 })
    await site.sensor('B', { sensor_type: 'oa', space_id: 'spc_b' })
    await site.send([
      count('A', '2024-05-14T10:00:00Z', 2),
      count('A', '2024-05-14T11:00:00Z', 8),
      count('A', '2024-05-14T11:15:00Z', 4),
      count('A', '2024-05-14T12:00:00Z', 1),
      count('B', '2024-05-14T12:10:00Z', 6),
    ])
  })
  afterAll(() => site.close())

  test('lists what the token may see, with when its first reading was', async () => {
    expect(await data('/locations')).toEqual([
      {
        id: 10,
        name: 'Space spc_hall',
        parentId: null,
        capacity: 12,
        earliestCount: '2024-05-14T10:00:00Z',
      },
      { id: 11, name: 'Space spc_a', parentId: 10, capacity: 8, earliestCount: '2024-05-14T10:00:00Z' },
      { id: 12, name: 'Space spc_b', parentId: 10, capacity: 4, earliestCount: '2024-05-14T12:10:00Z' },
      { id: 13, name: 'Space spc_bare', parentId: 10, capacity: 0, earliestCount: null },
    ])
  })

  test.each(['start=0001-01-01&end=2024-05-14', 'start=2024-05-14&end=9999-12-31'])(
    'refuses %s: no reading is of then',
    async (query) => {
      const response = await get(`/location/11/counts?${query}`)

      expect(response.statusCode).toBe(400)
      expect(response.json().message).toContain('from 1970 to 2099')
    },
  )

  test('tells a limited token of nothing above what it sees', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_a'] })

    expect(await data('/locations', token)).toMatchObject([{ id: 11, parentId: null }])
  })

  test.each(spellings)('answers /%s/{id}/now with the count and those of its children', async (spelling) => {
    expect(await data(`/${spelling}/10/now`)).toEqual({
      id: 10,
      name: 'Space spc_hall',
      count: 7,
      percentage: 7 / 12,
      timestamp: '2024-05-14T12:10:00Z',
      isActive: true,
      childCounts: [
        { id: 11, name: 'Space spc_a', count: 1, percentage: 0.125, isActive: true },
        // More people than it is meant for: a share never exceeds 1.
        { id: 12, name: 'Space spc_b', count: 6, percentage: 1, isActive: true },
      ],
    })
  })

  test('has no data for a location without a count or a capacity, as deployed clients know it', async () => {
    const response = await get('/locations/13/now')

    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ message: 'No data for Space spc_bare' })
  })

  test('answers null for the children of a location without any', async () => {
    expect(await data('/locations/11/now')).toMatchObject({ count: 1, childCounts: null })
  })

  test.each(spellings)('answers /%s/{id}/counts with local hours', async (spelling) => {
    const range = 'start=2024-05-14T10:00:00Z&end=2024-05-14T12:00:00Z'
    const first = {
      count: 2,
      percentage: 0.25,
      timestamp: '2024-05-14T10:00:00Z',
      normalizedDate: '2024-05-14',
      normalizedTime: '06:00:00',
    }
    // A quarter of an hour with eight people and three with four.
    const second = {
      count: 5,
      percentage: 0.625,
      timestamp: '2024-05-14T11:00:00Z',
      normalizedDate: '2024-05-14',
      normalizedTime: '07:00:00',
    }

    expect(await data(`/${spelling}/11/counts?${range}`)).toEqual({
      counts: [first, second],
      maximum: second,
      minimum: first,
      average: 4,
    })
  })

  test.each([
    ['dates, the last one inside', 'start=2024-05-14&end=2024-05-14', [2, 5, 1]],
    ['a date and an instant', 'start=2024-05-14&end=2024-05-14T11:00:00Z', [2]],
    ['timestamps without a zone, which are UTC', 'start=2024-05-14T11:00:00&end=2024-05-14T12:00:00', [5]],
    ['seconds', 'start=1715684400&end=1715688000', [5]],
    ['milliseconds', 'start=1715684400000&end=1715688000000', [5]],
    ['an offset', 'start=2024-05-14T07:00:00-04:00&end=2024-05-14T08:00:00-04:00', [5]],
    ['decades', 'start=1970-01-01&end=2099-12-31', [2, 5, 1]],
    ['parameters that nobody knows', 'start=2024-05-14&end=2024-05-14&page=1', [2, 5, 1]],
  ])('takes %s', async (_what, range, expected) => {
    const { counts } = await data(`/location/11/counts?${range}`)

    expect(counts.map((point: Wire) => point['count'])).toEqual(expected)
  })

  test.each([
    ['nothing was known', 'start=2024-05-13&end=2024-05-13', 11],
    ['the range is empty', 'start=2024-05-14T11:00:00Z&end=2024-05-14T11:00:00Z', 11],
    ['the time has not come', 'start=2024-05-15&end=2024-05-16', 11],
    ['nothing counts', 'start=2024-05-14&end=2024-05-14', 13],
  ])('has no counts where %s', async (_what, range, id) => {
    expect(await data(`/location/${id}/counts?${range}`)).toEqual({
      counts: [],
      maximum: null,
      minimum: null,
      average: null,
    })
  })

  test.each([
    ['no start', 'end=2024-05-14', '`start` is required'],
    ['no end', 'start=2024-05-14', '`end` is required'],
    ['a day that never was', 'start=2024-02-30&end=2024-05-14', '`start` must be a UTC timestamp'],
    ['words', 'start=yesterday&end=today', '`start` must be a UTC timestamp'],
    ['a reversed range', 'start=2024-05-15&end=2024-05-13', '`end` must not be before `start`'],
  ])('refuses %s with 400 and a message', async (_what, query, message) => {
    const response = await get(`/location/11/counts?${query}`)

    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({ message: expect.stringContaining(message) })
  })

  test('refuses an id that is no integer with 400', async () => {
    const response = await get('/location/hall/now')

    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({ message: 'The location id must be an integer.' })
  })

  test('refuses with 401 who has no token, a bad one, or one that may not see the location', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_a'] })
    const refused = [
      await site.app.inject('/v1/location/11/now'),
      await get('/location/11/now', 'tok_bad'),
      await get('/location/12/now', token),
      await get('/locations/10/counts?start=2024-05-14&end=2024-05-14', token),
      await get('/location/999/now'),
    ]

    for (const response of refused) {
      expect(response.statusCode).toBe(401)
      expect(response.json()).toEqual({ message: expect.any(String) })
    }
  })

  test('refuses unknown routes with 404, and wrong methods with 405', async () => {
    const unknown = await get('/location/11/later?secret=1')
    const wrong = await site.request({ method: 'POST', url: '/v1/locations', payload: {} })
    const malformed = await get('/location/%zz/now')

    expect(unknown.statusCode).toBe(404)
    expect(unknown.json()).toEqual({ message: 'There is nothing at /v1/location/11/later.' })
    expect(wrong.statusCode).toBe(405)
    expect(wrong.headers.allow).toBe('GET, HEAD')
    expect(malformed.statusCode).toBe(400)
    expect(malformed.json()).toEqual({ message: expect.stringContaining('percent-encoding') })
  })
})

describe('v1, as time goes by', () => {
  beforeEach(async () => {
    site = await openSite('2024-05-14T12:00:00Z')
    await site.space('spc_a', { location_id: 1, capacity: 10 })
  })
  afterEach(() => site.close())

  test('has no data for a location whose sensor fell silent, as nobody knows how many people are there', async () => {
    await site.sensor('A', { sensor_type: 'oa', space_id: 'spc_a' })
    await site.send([count('A', '2024-05-14T11:50:00Z', 3), health('A', '2024-05-14T11:55:00Z', 'offline')])

    expect(demand(await get('/location/1/now'), 200).json()).toEqual({ message: 'No data for Space spc_a' })
  })

  test('has nulls for it and its parts where the server is set so', async () => {
    await site.close()
    site = await openSite('2024-05-14T12:00:00Z', { environment: { HEADCOUNT_FEED_UNKNOWN: 'null' } })
    await site.space('spc_hall', { location_id: 1 })
    await site.space('spc_a', { location_id: 2, parent_id: 'spc_hall', capacity: 10 })
    await site.sensor('A', { sensor_type: 'oa', space_id: 'spc_a' })
    await site.send([count('A', '2024-05-14T11:50:00Z', 3), health('A', '2024-05-14T11:55:00Z', 'offline')])
    const unknown = { count: null, percentage: null, isActive: false }

    expect(await data('/location/1/now')).toMatchObject({
      ...unknown,
      timestamp: '2024-05-14T11:55:00Z',
      childCounts: [{ id: 2, ...unknown }],
    })
  })

  test('counts an Entry space by its doorway, from the acknowledgement on', async () => {
    await site.sensor('E', { sensor_type: 'entry' })
    await site.doorway('drw_e', {
      sensor_serial_number: 'E',
      spaces: [{ id: 'spc_a', sensor_placement: 1 }],
    })
    await site.send([crossing('E', '2024-05-14T11:00:00Z', 1, { n: 4 })])
    const before = await data('/location/1/now')
    await site.send([crossing('E', '2024-05-14T11:59:00Z', -1)])

    expect(before).toMatchObject({ count: 4, isActive: true })
    expect(await data('/location/1/now')).toMatchObject({ count: 3, isActive: true })
  })

  test('leaves out hours in which the sensor was offline, and the repeated hour is two points', async () => {
    await site.sensor('A', { sensor_type: 'oa', space_id: 'spc_a' })
    site.setNow('2024-11-03T09:00:00Z')
    await site.send([
      count('A', '2024-11-03T05:00:00Z', 1),
      count('A', '2024-11-03T06:00:00Z', 2),
      health('A', '2024-11-03T07:00:00Z', 'offline'),
      count('A', '2024-11-03T08:00:00Z', 4),
    ])

    const { counts } = await data('/location/1/counts?start=2024-11-03&end=2024-11-03')

    const points = counts.map((point: Wire) => [point['normalizedTime'], point['count'], point['timestamp']])
    expect(points).toEqual([
      ['01:00:00', 1, '2024-11-03T05:00:00Z'],
      ['01:00:00', 2, '2024-11-03T06:00:00Z'],
      ['03:00:00', 4, '2024-11-03T08:00:00Z'],
    ])
  })

  test('is limited like every surface, and a location out of sight is no failed login', async () => {
    await site.close()
    site = await openSite('2024-05-14T12:00:00Z', { environment: { HEADCOUNT_RATE_LIMIT: '1:3' } })

    const hidden = [await get('/location/999/now'), await get('/location/999/now')]
    const last = await get('/locations')
    const refused = await get('/locations')

    expect(hidden.map(({ headers }) => headers['x-ratelimit-remaining'])).toEqual(['2', '1'])
    expect(last.statusCode).toBe(200)
    expect(refused.statusCode).toBe(429)
    expect(refused.json()).toEqual({ message: expect.stringContaining('Wait 1 s before the next') })
  })
})
