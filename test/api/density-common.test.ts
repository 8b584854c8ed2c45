import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count, openSite, type Site } from './site.ts'
import { OWNER } from './test-server.ts'

let site: Site
const range = { start_date: '2024-05-01T00:00:00Z', end_date: '2024-05-01T23:59:59Z' }
const json = { 'content-type': 'application/json' }

beforeAll(async () => {
  site = await openSite('2024-06-01T00:00:00Z')
  await site.space('spc_a')
  await site.sensor('S', { sensor_type: 'oa', space_id: 'spc_a' })
  await site.send([count('S', '2024-05-01T10:00:00Z', 1)])
})
afterAll(() => site.close())

const posts = ['metrics', 'occupancy', 'time-used', 'utilization', 'sessions/raw', 'data-status'].map(
  (name) => `/v3/analytics/${name}`,
)

describe.each(posts)('POST %s', (url) => {
  test.each([{}, { authorization: 'Token abc' }, { authorization: 'Bearer' }])(
    'with the headers %j is 403',
    async (headers) => {
      const response = await site.app.inject({ method: 'POST', url, headers, payload: range })

      expect(response.statusCode).toBe(403)
      expect(response.json()).toEqual({ code: 403, message: expect.any(String) })
    },
  )

  test.each(['tok_unknown', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'])('with the token %s is 401', async (token) => {
    const response = await site.request({ method: 'POST', url, payload: range }, token)

    expect(response.statusCode).toBe(401)
    expect(response.json()).toEqual({ code: 401, message: expect.any(String) })
  })

  test('with a token that may not read is 403', async () => {
    const token = await site.token({ scopes: ['ingest'] })

    const response = await site.request({ method: 'POST', url, payload: range }, token)

    expect(response.statusCode).toBe(403)
    expect(response.json()).toEqual({ code: 403, message: expect.stringContaining('`read`') })
  })

  test.each([
    ['broken JSON', '{"start_date": ', 'The body is not valid JSON.'],
    ['null', 'null', 'The body must be an object.'],
    ['a list', '[]', 'The body must be an object.'],
    ['a number', '7', 'The body must be an object.'],
    ['a wrong type', '{"start_date":7,"end_date":"2024-05-01T00:00:00Z"}', '`start_date` must be'],
  ])('with %s is 400', async (_what, payload, message) => {
    const response = await site.request({ method: 'POST', url, headers: json, payload })

    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({ code: 400, message: expect.stringContaining(message) })
  })

  test.each([
    {},
    json,
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'text/plain' },
  ])('with nothing as its body and the headers %j lacks start_date', async (headers) => {
    const response = await site.request({
      method: 'POST',
      url,
      headers: { 'content-length': '0', ...headers },
    })

    expect(response.statusCode).toBe(400)
    expect(response.json().message).toContain('`start_date` is required')
  })

  test.each(['text/csv', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense'])(
    'with a body of type %s is 415',
    async (type) => {
      const response = await site.request({
        method: 'POST',
        url,
        headers: { 'content-type': type },
        payload: 'start_date=2024-05-01',
      })

      expect(response.statusCode).toBe(415)
      expect(response.json()).toEqual({ code: 415, message: expect.stringContaining('application/json') })
    },
  )

  test('with a body over 10 MiB is 413', async () => {
    const payload = JSON.stringify({ ...range, padding: 'x'.repeat(10 * 1024 * 1024) })

    const response = await site.request({ method: 'POST', url, headers: json, payload })

    expect(response.statusCode).toBe(413)
    expect(response.json()).toEqual({ code: 413, message: expect.stringContaining('10 MiB') })
  })

  test('ignores unknown fields, unknown parameters and a trailing slash', async () => {
    const payload = { ...range, end_date: '2024-06-02T00:00:00Z', page: 3, granularity: null }
    if (url.endsWith('data-status')) payload.start_date = '2024-06-01T00:00:00Z'
    const headers = { 'content-type': 'application/json; charset=utf-8' }

    const response = await site.request({ method: 'POST', url: `${url}/?page_size=1000`, headers, payload })

    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test('takes null for whatever is optional', async () => {
    const response = await site.request({
      method: 'POST',
      url,
      payload: {
        start_date: '2024-06-01T00:00:00Z',
        end_date: '2024-06-01T00:59:59Z',
        space_ids: null,
        floor_ids: null,
        time_resolution: null,
        operating_hours: null,
        metrics: null,
      },
    })

    expect(response.statusCode).toBe(200)
  })

  test.each(['GET', 'PUT', 'DELETE'] as const)('takes no %s: 405 with what it takes', async (method) => {
    const response = await site.request({ method, url })

    expect(response.statusCode).toBe(405)
    expect(response.headers.allow).toBe('POST')
    expect(response.json()).toEqual({ code: 405, message: expect.stringContaining('POST') })
  })
})

test('an unknown route is 404 in the envelope of Density', async () => {
  const response = await site.request({ method: 'POST', url: '/v3/analytics/footfall', payload: range })

  expect(response.statusCode).toBe(404)
  expect(response.json()).toEqual({ code: 404, message: 'There is nothing at /v3/analytics/footfall.' })
})

test('the document of the surface is public', async () => {
  const response = await site.app.inject('/v3/openapi.json')

  expect(response.statusCode).toBe(200)
})

test('a revoked token is 401 at once', async () => {
  const issued = await site.request({
    method: 'POST',
    url: '/api/tokens',
    payload: { name: 'Short-lived', scopes: ['read'] },
  })
  const { id, token } = issued.json()
  expect((await site.density('time-used', range, token)).statusCode).toBe(200)

  await site.request({ method: 'DELETE', url: `/api/tokens/${id}` }, OWNER)

  expect((await site.density('time-used', range, token)).statusCode).toBe(401)
})

test('an expired token is 401 from its last moment on', async () => {
  const token = await site.token({ scopes: ['read'], expires_at: '2024-06-01T01:00:00Z' })
  expect((await site.density('time-used', range, token)).statusCode).toBe(200)

  site.setNow('2024-06-01T01:00:00Z')
  const response = await site.density('time-used', range, token)
  site.setNow('2024-06-01T00:00:00Z')

  expect(response.statusCode).toBe(401)
})
