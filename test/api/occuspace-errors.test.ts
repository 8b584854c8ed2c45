import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, type Site, type Wire } from './site.ts'

let site: Site
let stranger: string
let foreign: number
let room: number
let beside: number

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const day = { start_date: '2024-05-01', end_date: '2024-05-01' }
const metrics = ['occupancy', 'traffic', 'dwell_time', 'availability'] as const

beforeAll(async () => {
  site = await openSite('2024-06-01T00:00:00Z')
  room = await site.space('spc_room')
  beside = await site.space('spc_beside')
  const organization = await site.request({
    method: 'POST',
    url: '/api/organizations',
    payload: { name: 'Elsewhere' },
  })
  stranger = organization.json().token
  const created = await site.request(
    {
      method: 'POST',
      url: '/api/spaces',
      payload: { name: 'Theirs', space_type: 'space', time_zone: 'UTC', location_id: 777 },
    },
    stranger,
  )
  foreign = created.json().location_id
})
afterAll(() => site.close())

describe('a problem', () => {
  test('has six members, an id that is in the header too, and a path without its query', async () => {
    const response = await site.occuspace(`/${room}/occupancy`, { ...day, interval: 'yearly' })

    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toBe('application/problem+json')
    expect(response.json()).toEqual({
      type: 'http://localhost:80/problems/bad-request',
      title: 'Bad Request',
      status: 400,
      detail: '`interval` must be one of 15min, hourly, daily, weekly, monthly for this metric.',
      instance: `/v2/locations/${room}/occupancy`,
      request_id: response.headers['x-request-id'],
    })
    expect(response.headers['x-request-id']).toMatch(uuid)
  })

  test.each([
    [400, { url: '/v2/locations?limit=0' }],
    [401, { url: '/v2/locations', headers: { authorization: 'Bearer tok_unknown' } }],
    [404, { url: '/v2/locations/999999' }],
    [405, { url: '/v2/locations', method: 'DELETE' as const }],
  ])('of status %d has a type whose page explains it', async (status, request) => {
    const response = await site.request(request)

    const { type, title } = response.json()
    const page = await site.app.inject(new URL(type).pathname)
    expect(response.statusCode).toBe(status)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`<h1>${title}</h1>`)
  })

  test('of a wrong method says what is right', async () => {
    const response = await site.request({ method: 'POST', url: `/v2/locations/${room}/occupancy?a=b` })

    expect(response.statusCode).toBe(405)
    expect(response.headers.allow).toBe('GET, HEAD')
    expect(response.json()).toMatchObject({
      type: expect.stringMatching(/\/problems\/method-not-allowed$/),
      instance: `/v2/locations/${room}/occupancy`,
    })
  })

  test('of a token without the scope is 403', async () => {
    const token = await site.token({ scopes: ['ingest'] })

    const response = await site.occuspace('', {}, token)

    expect(response.statusCode).toBe(403)
    expect(response.json()).toMatchObject({ type: expect.stringMatching(/\/problems\/forbidden$/) })
  })

  test('of an unknown route is 404', async () => {
    const response = await site.occuspace(`/${room}/footfall`, day)

    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject({ type: expect.stringMatching(/\/problems\/not-found$/) })
  })
})

describe.each([
  '/v2/locations',
  '/v2/locations/1',
  '/v2/locations/1/occupancy',
  '/v2/locations/1/dwell_time',
])('GET %s', (url) => {
  test.each([
    {},
    { authorization: '' },
    { authorization: 'Bearer' },
    { authorization: 'Basic YTpi' },
    { authorization: 'Bearer tok_unknown' },
  ])('with the headers %j is 401', async (headers) => {
    const response = await site.app.inject({ url, headers })

    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toBe('Bearer')
    expect(response.json()).toMatchObject({
      type: expect.stringMatching(/\/problems\/unauthorized$/),
      title: 'Unauthorized',
      status: 401,
      instance: url,
    })
  })
})

describe('a location', () => {
  const paths = ['', ...metrics.map((metric) => `/${metric}`)]

  test.each(paths)(
    'that is unknown, foreign, hidden or no integer is the same 404 at its %s',
    async (path) => {
      const limited = await site.token({ scopes: ['read'], space_ids: ['spc_room'] })
      const asked = [
        ['999999', undefined],
        [String(foreign), undefined],
        [String(beside), limited],
        [String(room), stranger],
        ['room', undefined],
        ['1.5', undefined],
        ['-1', undefined],
        ['1e1', undefined],
        ['99999999999999999999', undefined],
        ['spc_room', undefined],
        ['a%2Fb', undefined],
      ] as const

      for (const [id, token] of asked) {
        const response = await site.occuspace(`/${id}${path}`, day, token)

        expect(response.statusCode).toBe(404)
        expect(response.json()).toMatchObject({
          title: 'Not Found',
          detail: `Location ${decodeURIComponent(id)} not found or not accessible`,
        })
      }
    },
  )

  test('of another organization is there for its own', async () => {
    expect((await site.occuspace(`/${foreign}`, {}, stranger)).statusCode).toBe(200)
  })
})

describe('a parameter', () => {
  const wrong: readonly (readonly [Wire, string, RegExp])[] = [
    [{ start_date: undefined }, 'start_date', /is required: a date as YYYY-MM-DD/],
    [{ end_date: undefined }, 'end_date', /is required: a date as YYYY-MM-DD/],
    [{ start_date: '2024-5-1' }, 'start_date', /YYYY-MM-DD/],
    [{ start_date: '2024-05-01T00:00:00Z' }, 'start_date', /YYYY-MM-DD/],
    [{ start_date: '20240501' }, 'start_date', /YYYY-MM-DD/],
    [{ end_date: '2024-02-30' }, 'end_date', /YYYY-MM-DD/],
    [{ end_date: '05/01/2024' }, 'end_date', /YYYY-MM-DD/],
    [{ end_date: '' }, 'end_date', /YYYY-MM-DD/],
    [{ end_date: '2024-04-30' }, 'end_date', /start_date/],
    [{ interval: 'minutely' }, 'interval', /daily, weekly, monthly/],
    [{ interval: 'Daily' }, 'interval', /daily, weekly, monthly/],
    [{ start_hour_filter: '24' }, 'start_hour_filter', /0 to 23/],
    [{ start_hour_filter: '-1' }, 'start_hour_filter', /0 to 23/],
    [{ end_hour_filter: '9.5' }, 'end_hour_filter', /0 to 23/],
    [{ end_hour_filter: 'nine' }, 'end_hour_filter', /0 to 23/],
    [{ days_filter: '128' }, 'days_filter', /1 \(Sunday\) to 7/],
    [{ days_filter: '0' }, 'days_filter', /1 \(Sunday\) to 7/],
    [{ days_filter: '2,3' }, 'days_filter', /1 \(Sunday\) to 7/],
    [{ days_filter: '' }, 'days_filter', /1 \(Sunday\) to 7/],
    [{ limit: '0' }, 'limit', /1 to 1000/],
    [{ limit: '1001' }, 'limit', /1 to 1000/],
    [{ limit: '1.5' }, 'limit', /1 to 1000/],
    [{ limit: '0x10' }, 'limit', /1 to 1000/],
    [{ limit: '' }, 'limit', /1 to 1000/],
    [{ limit: 'all' }, 'limit', /1 to 1000/],
    [{ cursor: '' }, 'cursor', /last answer/],
    [{ cursor: 'nonsense' }, 'cursor', /last answer/],
  ]

  test.each(wrong)('of %j is 400, naming %s and what is valid', async (change, name, valid) => {
    const query = Object.fromEntries(
      Object.entries({ ...day, ...change }).filter(([, value]) => value !== undefined),
    )

    for (const metric of metrics) {
      const response = await site.occuspace(`/${room}/${metric}`, query)

      expect(response.statusCode).toBe(400)
      expect(response.json().detail).toContain(`\`${name}\``)
      expect(response.json().detail).toMatch(valid)
    }
  })

  test.each(['15min', 'hourly'])('of dwell_time is not %s, but one of three', async (interval) => {
    const response = await site.occuspace(`/${room}/dwell_time`, { ...day, interval })

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toBe('`interval` must be one of daily, weekly, monthly for this metric.')
  })

  test.each(
    ['15min', 'hourly'].flatMap((interval) =>
      ['start_hour_filter', 'end_hour_filter', 'days_filter'].map((filter) => [interval, filter] as const),
    ),
  )('of %s leaves no room for %s', async (interval, filter) => {
    const response = await site.occuspace(`/${room}/occupancy`, { ...day, interval, [filter]: '3' })

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toBe(
      `\`${filter}\` can be used with interval daily, weekly, monthly only, not with ${interval}.`,
    )
  })

  test('that is unknown is ignored', async () => {
    const response = await site.occuspace(`/${room}/occupancy`, { ...day, units: 'people', page: 'x' })

    expect(response.statusCode).toBe(200)
  })

  test.each(['1', '01', '1000'])('limit may be %s', async (limit) => {
    expect((await site.occuspace('', { limit })).statusCode).toBe(200)
  })
})
