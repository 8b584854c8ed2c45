import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count, crossing, health, openSite, type Site, type Wire } from './site.ts'
import { OWNER } from './test-server.ts'

/** Density v2 over HTTP, as displays and scrapers that are out there read it (density-v3.md §12). */
let site: Site
let address: string

const NOW = '2024-05-14T18:00:30Z'
const at = (time: string) => `2024-05-14T${time}Z`

interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: answers are JSON of any shape, which the tests compare.
  readonly body: any
}

async function get(path: string, authorization = `Bearer ${OWNER}`): Promise<Answer> {
  const headers = authorization === '' ? {} : { authorization }
  const response = await fetch(`${address}${path}`, { headers })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** A building in New York with a floor: a lounge under a sensor, a lobby behind a door, a room nobody has heard of. */
beforeAll(async () => {
  site = await openSite(NOW)
  address = await site.app.listen({ host: '127.0.0.1', port: 0 })
  await site.space('spc_hq', { space_type: 'building', address: '1 Main St' })
  await site.space('spc_floor', { space_type: 'floor', parent_id: 'spc_hq', name: 'Floor 1', capacity: 40 })
  await site.space('spc_lounge', { parent_id: 'spc_floor', capacity: 8 })
  await site.space('spc_lobby', { parent_id: 'spc_floor' })
  await site.space('spc_silent', { parent_id: 'spc_hq' })
  await site.sensor('OA', { sensor_type: 'oa', space_id: 'spc_lounge' })
  await site.sensor('DOOR', { sensor_type: 'entry' })
  await site.sensor('SILENT', { sensor_type: 'oa', space_id: 'spc_silent' })
  const spaces = [{ id: 'spc_lobby', sensor_placement: -1 }]
  await site.doorway('drw_lobby', { sensor_serial_number: 'DOOR', spaces })
  const display = { id: 'dsp_door', name: 'By the door', floor_id: 'spc_floor' }
  await site.request({ method: 'POST', url: '/api/displays', payload: display })
  await site.send([
    count('OA', at('15:00:00'), 2),
    count('OA', at('16:30:00'), 6),
    count('OA', at('17:00:00'), 4),
    crossing('DOOR', at('16:10:00'), -1, { n: 3 }),
    crossing('DOOR', at('16:20:00'), 1),
  ])
})
afterAll(() => site.close())

describe('spaces', () => {
  test('have their count, and say what they are and where', async () => {
    const { status, body } = await get('/v2/spaces')

    expect(status).toBe(200)
    expect(body).toMatchObject({ total: 5, next: null, previous: null })
    expect(body.results.map(({ id, current_count }: Wire) => [id, current_count])).toEqual([
      ['spc_hq', 6],
      ['spc_floor', 6],
      ['spc_lounge', 4],
      ['spc_lobby', 2],
      ['spc_silent', null],
    ])
    expect(body.results[3]).toEqual({
      id: 'spc_lobby',
      name: 'Space spc_lobby',
      space_type: 'space',
      function: null,
      status: 'live',
      address: null,
      time_zone: 'America/New_York',
      size_area: null,
      capacity: null,
      safe_capacity: null,
      current_count: 2,
      parent_id: 'spc_floor',
      ancestry: [
        { id: 'spc_floor', name: 'Floor 1' },
        { id: 'spc_hq', name: 'Space spc_hq' },
      ],
      doorways: [{ id: 'drw_lobby', name: 'drw_lobby', sensor_placement: -1 }],
      created_at: '2024-05-14T18:00:30Z',
    })
    expect((await get('/v2/spaces/spc_lobby/')).body).toEqual(body.results[3])
  })

  test('come in pages that lead to each other', async () => {
    const first = (await get('/v2/spaces/?page=1&page_size=2&tag=kept')).body
    expect(first).toMatchObject({ total: 5, previous: null })
    expect(first.next).toBe(`${address}/v2/spaces/?page=2&page_size=2&tag=kept`)

    const second = (await get(first.next.replace(address, ''))).body
    const third = (await get(second.next.replace(address, ''))).body
    expect(second.previous).toBe(`${address}/v2/spaces/?page=1&page_size=2&tag=kept`)
    expect(third.next).toBeNull()
    const all = [first, second, third].flatMap(({ results }) => results.map(({ id }: Wire) => id))
    expect(all).toEqual(['spc_hq', 'spc_floor', 'spc_lounge', 'spc_lobby', 'spc_silent'])
    expect((await get('/v2/spaces?page=9')).body).toMatchObject({ total: 5, next: null, results: [] })
    expect((await get('/v2/spaces?page=1&page_size=5000')).body.results).toHaveLength(5)
  })

  test.each(['page_size=5001', 'page_size=0', 'page=0', 'page=x'])('with %s are refused', async (query) => {
    const { status, body } = await get(`/v2/spaces?${query}`)

    expect(status).toBe(400)
    expect(body).toEqual({ code: 400, message: expect.stringContaining('a whole number from 1 to') })
  })
})

describe('a count', () => {
  const countOf = async (space: string, time?: string) =>
    (await get(`/v2/spaces/${space}/count${time === undefined ? '' : `?time=${encodeURIComponent(time)}`}`))
      .body

  test('is that of now, or of an instant', async () => {
    expect(await countOf('spc_lounge')).toEqual({ count: 4 })
    expect(await countOf('spc_lounge', at('16:29:59'))).toEqual({ count: 2 })
    expect(await countOf('spc_lounge', at('16:30:00'))).toEqual({ count: 6 })
    expect(await countOf('spc_lounge', '2024-05-14T12:30:00')).toEqual({ count: 6 })
    expect(await countOf('spc_lobby', at('16:15:00'))).toEqual({ count: 3 })
  })

  test('that is not known is null, not 0', async () => {
    expect(await countOf('spc_lounge', at('14:59:59'))).toEqual({ count: null })
    expect(await countOf('spc_silent')).toEqual({ count: null })
  })

  test('of an instant to come, or of none, is refused', async () => {
    for (const time of ['2024-05-14T18:00:31Z', 'noon', '2024-05-14']) {
      const { status, body } = await get(`/v2/spaces/spc_lounge/count?time=${time}`)
      expect([status, body.code]).toEqual([400, 400])
      expect(body.message).toContain('time')
    }
  })

  test('of a space that went dark is null again', async () => {
    await site.space('spc_dark', { parent_id: 'spc_hq' })
    await site.sensor('DARK', { sensor_type: 'oa', space_id: 'spc_dark' })
    await site.send([count('DARK', at('15:00:00'), 5), health('DARK', at('16:00:00'), 'offline')])

    expect(await countOf('spc_dark')).toEqual({ count: null })
    expect((await get('/v2/spaces/spc_dark')).body.current_count).toBeNull()
    expect(await countOf('spc_dark', at('15:30:00'))).toEqual({ count: 5 })
  })
})

describe('counts', () => {
  const range = `start_time=${at('14:00:00')}&end_time=${at('18:00:00')}`
  const counts = (query: string, space = 'spc_lounge') => get(`/v2/spaces/${space}/counts?${query}`)

  test('tell interval by interval how many there were; the end is exclusive', async () => {
    const { status, body } = await counts(`${range}&interval=1h&page=1&page_size=5000`)

    expect(status).toBe(200)
    expect(body).toMatchObject({ total: 4, next: null, previous: null })
    expect(body.results[2]).toEqual({
      timestamp: at('16:00:00'),
      count: 2,
      interval: {
        start: at('16:00:00'),
        end: at('17:00:00'),
        analytics: { min: 2, max: 6, entrances: null, exits: null, events: null, utilization: 0.5 },
      },
    })
    const shown = body.results.map(
      ({ count: people, interval: { analytics } }: Wire & { interval: Wire }) => [
        people,
        (analytics as Wire)['min'],
        (analytics as Wire)['max'],
      ],
    )
    expect(shown).toEqual([
      [null, null, null],
      [2, 2, 2],
      [2, 2, 6],
      [4, 4, 4],
    ])
  })

  test('have the crossings of a space with doorways, as that space sees them', async () => {
    const { body } = await counts(`${range}&interval=1h`, 'spc_lobby')

    expect(body.results[2].interval.analytics).toMatchObject({
      entrances: 3,
      exits: 1,
      events: 4,
      min: 2,
      max: 3,
    })
    expect(body.results[3]).toMatchObject({ count: 2, interval: { analytics: { events: 0 } } })
  })

  test.each([
    ['1m', 240],
    ['5m', 48],
    ['10m', 24],
    ['15m', 16],
    ['1h', 4],
    ['1d', 1],
    ['1w', 1],
  ])('of %s are %i in four hours, and say the same as single counts', async (interval, total) => {
    const { body } = await counts(`${range}&interval=${interval}`)

    expect(body.total).toBe(total)
    expect(body.results).toHaveLength(total)
    for (const { timestamp, count: people } of body.results.slice(-3))
      expect((await get(`/v2/spaces/spc_lounge/count?time=${timestamp}`)).body).toEqual({ count: people })
  })

  test('come the other way round too, in pages', async () => {
    const ascending = (await counts(`${range}&interval=10m`)).body.results
    const pages: Wire[] = []
    let next: string | null = `/v2/spaces/spc_lounge/counts?${range}&interval=10m&order=DESC&page_size=7`
    while (next !== null) {
      const { body }: Answer = await get(next)
      pages.push(...body.results)
      next = body.next?.replace(address, '') ?? null
    }

    expect(pages).toEqual(ascending.toReversed())
  })

  test('end now where no end is given, and nothing to come is told', async () => {
    const { body } = await counts(`start_time=${at('17:30:00')}&interval=1h`)
    expect(body.results.map(({ interval }: Wire) => interval)).toMatchObject([
      { start: at('17:30:00'), end: at('18:00:00') },
      { start: at('18:00:00'), end: NOW },
    ])
    const later = `start_time=2024-05-15T00:00:00Z&end_time=2024-05-16T00:00:00Z`
    expect((await counts(later)).body).toEqual({ total: 0, next: null, previous: null, results: [] })
  })

  test('of a space that nothing counts are not known', async () => {
    await site.space('spc_bare', { parent_id: 'spc_hq' })
    const { body } = await counts(`${range}&interval=1d`, 'spc_bare')

    const analytics = { min: null, max: null, entrances: null, exits: null, events: null, utilization: null }
    expect(body.results).toMatchObject([{ count: null, interval: { analytics } }])
  })

  test.each([
    ['end_time=2024-05-14T18:00:00Z', 'start_time'],
    [`${range}&interval=2h`, '1m, 5m, 10m, 15m, 1h, 1d, 1w'],
    [`${range}&order=up`, 'asc or desc'],
    [`start_time=${at('14:00:00')}&end_time=${at('13:00:00')}`, 'end_time must not be before start_time'],
    ['start_time=2024-01-01T00:00:00Z&end_time=2024-05-01T00:00:00Z&interval=1m', 'at most 100,000'],
  ])('with %s are refused in words', async (query, named) => {
    const { status, body } = await counts(query)

    expect(status).toBe(400)
    expect(body).toEqual({ code: 400, message: expect.stringContaining(named) })
  })
})

describe('a display', () => {
  test('tells how many are on its floor', async () => {
    const { body } = await get('/v2/displays/dsp_door/')

    expect(body).toEqual({
      id: 'dsp_door',
      name: 'By the door',
      dedicated_space: {
        id: 'spc_floor',
        name: 'Floor 1',
        current_count: 6,
        capacity: 40,
        safe_capacity: null,
      },
      message: null,
      created_at: '2024-05-14T18:00:30Z',
    })
  })

  test('reads its own with its own token, and its floor', async () => {
    const client = (
      await site.request({
        method: 'POST',
        url: '/api/credentials',
        payload: { name: 'a', permissions: ['read'] },
      })
    ).json()
    const { client_id, client_secret } = client
    const form = { grant_type: 'client_credentials', client_id, client_secret, display_id: 'dsp_door' }
    const response = await fetch(`${address}/v3/wayfinding/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    const { access_token } = (await response.json()) as { access_token: string }
    const token = `Bearer ${access_token}`

    expect((await get('/v2/displays/dsp_door', token)).body.dedicated_space.current_count).toBe(6)
    expect((await get('/v2/displays/dsp_other', token)).status).toBe(404)
    const { body } = await get('/v2/spaces', token)
    expect(body.results.map(({ id, parent_id }: Wire) => [id, parent_id])).toEqual([
      ['spc_floor', null],
      ['spc_lounge', 'spc_floor'],
      ['spc_lobby', 'spc_floor'],
    ])
  })
})

describe('access', () => {
  test.each(['/v2/spaces', '/v2/spaces/spc_hq/counts', '/v2/displays/dsp_door'])(
    '%s is refused as under /v3',
    async (path) => {
      const missing = await get(path, '')
      const wrong = await get(path, 'Bearer tok_unknown')

      expect([missing.status, missing.body.code]).toEqual([403, 403])
      expect([wrong.status, wrong.body.code]).toEqual([401, 401])
    },
  )

  test('a space out of sight reads like one that is not there', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_lounge'] })
    const hidden = await get('/v2/spaces/spc_lobby', `Bearer ${token}`)
    const none = await get('/v2/spaces/spc_nowhere', `Bearer ${token}`)

    expect(hidden.status).toBe(404)
    expect(JSON.stringify(hidden.body).replace('spc_lobby', '')).toBe(
      JSON.stringify(none.body).replace('spc_nowhere', ''),
    )
  })

  test('unknown paths and methods are refused in the words of Density', async () => {
    const unknown = await get('/v2/spaces/spc_hq/events')
    const posted = await fetch(`${address}/v2/spaces/`, { method: 'POST' })

    expect(unknown).toMatchObject({ status: 404, body: { code: 404 } })
    expect(posted.status).toBe(405)
    expect(posted.headers.get('allow')).toBe('GET, HEAD')
    expect(await posted.json()).toMatchObject({ code: 405 })
  })

  test('Occuspace beside it stays as it is', async () => {
    const unknown = await get('/v2/nothing')
    const missing = await get('/v2/locations', '')

    expect(unknown).toMatchObject({ status: 404, body: { status: 404, title: 'Not Found' } })
    expect(missing).toMatchObject({ status: 401, body: { status: 401 } })
    expect((await get('/v2/locations')).body.data).not.toHaveLength(0)
    expect((await get('/v2/openapi.json')).body.paths['/v2/locations']).toBeDefined()
    expect((await get('/v2/density/openapi.json')).body.paths['/v2/spaces']).toBeDefined()
  })

  test('a browser of another host may read', async () => {
    const headers = { origin: 'https://screen.example.org', 'access-control-request-method': 'GET' }
    const asked = await fetch(`${address}/v2/spaces/`, { method: 'OPTIONS', headers })

    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
  })
})
