import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NOW, openSite, type Site } from './resources-site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const MINUTE_MS = 60_000
const text = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')
const post = (url: string, payload?: object) => site.call('POST', url, payload)
const serials = (answer: { body: { serial_number: string }[] }) =>
  answer.body.map(({ serial_number }) => serial_number)

describe('doorways', () => {
  test('are listed with their sensor and the spaces they lead to', async () => {
    const { status, body } = await site.call('GET', '/v3/doorways')

    expect(status).toBe(200)
    expect(body).toEqual([
      {
        id: 'drw_cafe',
        name: 'Cafe door',
        sensor_serial_number: 'EN1',
        created_at: text(NOW),
        deleted_at: null,
        spaces: [
          { id: 'spc_cafe', name: 'Cafe', sensor_placement: 1 },
          { id: 'spc_hall', name: 'Hall', sensor_placement: -1 },
        ],
      },
    ])
  })

  test('stay listed with the time they were deleted', async () => {
    site.now = NOW + MINUTE_MS
    await site.call('DELETE', '/api/doorways/drw_cafe')

    const [doorway] = (await site.call('GET', '/v3/doorways')).body
    expect(doorway).toMatchObject({ id: 'drw_cafe', deleted_at: text(NOW + MINUTE_MS) })
  })
})

describe('sensors', () => {
  test('are listed with everything above the spaces they are at', async () => {
    const { status, body } = await post('/v3/sensors')

    expect(status).toBe(200)
    expect(body).toEqual([
      {
        serial_number: 'OA1',
        sensor_type: 'oa',
        hardware_type: 'ob1',
        firmware_version: null,
        created_at: text(NOW),
        updated_at: text(NOW),
        location: { building_ids: ['spc_hq'], floor_ids: ['spc_one'], space_ids: ['spc_quiet'] },
        network_addresses: [],
      },
      expect.objectContaining({
        serial_number: 'EN1',
        hardware_type: null,
        location: {
          building_ids: ['spc_hq', 'spc_other'],
          floor_ids: ['spc_one'],
          space_ids: ['spc_cafe', 'spc_hall'],
        },
      }),
    ])
  })

  test.each([
    [{}, ['OA1', 'EN1']],
    [{ serial_numbers: [], space_ids: null }, ['OA1', 'EN1']],
    [{ serial_numbers: ['EN1', 'EN1'] }, ['EN1']],
    [{ space_ids: ['spc_quiet'] }, ['OA1']],
    [{ space_ids: ['spc_hq'] }, ['OA1', 'EN1']],
    [{ space_ids: ['spc_one', 'spc_hq'] }, ['OA1', 'EN1']],
    [{ space_ids: ['spc_other'] }, ['EN1']],
  ])('filtered by %j are %j', async (filter, expected) => {
    expect(serials(await post('/v3/sensors', filter))).toEqual(expected)
    const { data } = (await post('/v3/sensors/health/current', filter)).body
    expect(data.map(({ serial_number }: { serial_number: string }) => serial_number)).toEqual(expected)
    const range = { start_date: text(NOW - MINUTE_MS), end_date: text(NOW) }
    const history = (await post('/v3/sensors/health/history', { ...range, ...filter })).body
    expect(Object.keys(history)).toEqual(expected)
  })

  test.each([
    [{ serial_numbers: ['OA1'], space_ids: ['spc_hq'] }, 400, 'serial_numbers'],
    [{ serial_numbers: 'OA1' }, 400, 'serial_numbers'],
    [{ serial_numbers: [1] }, 400, 'serial_numbers'],
    [{ serial_numbers: Array.from({ length: 1_001 }, () => 'OA1') }, 400, 'serial_numbers'],
    [{ space_ids: {} }, 400, 'space_ids'],
    [{ space_ids: Array.from({ length: 1_001 }, () => 'spc_hq') }, 400, 'space_ids'],
    [{ serial_numbers: ['OA1', 'OA2'] }, 404, 'OA2'],
    [{ space_ids: ['spc_none'] }, 404, 'spc_none'],
  ])('cannot be filtered like this', async (filter, status, named) => {
    const refused = { status, body: { code: status, message: expect.stringContaining(named) } }
    const range = { start_date: text(NOW - MINUTE_MS), end_date: text(NOW) }

    expect(await post('/v3/sensors', filter)).toEqual(refused)
    expect(await post('/v3/sensors/health/current', filter)).toEqual(refused)
    expect(await post('/v3/sensors/health/history', { ...range, ...filter })).toEqual(refused)
  })
})

describe('the health of a sensor now', () => {
  const health = async () => (await post('/v3/sensors/health/current', { serial_numbers: ['OA1'] })).body.data
  const beat = (minutes: number) => ({ type: 'heartbeat', sensor: 'OA1', at: NOW + minutes * MINUTE_MS })

  test('is unknown, since no time, before anything was heard of it', async () => {
    expect(await health()).toEqual([
      { serial_number: 'OA1', health_status: 'unknown', last_status_change: null },
    ])
  })

  test('has the exact time of its last change', async () => {
    const told: unknown[] = []
    const look = async (minutes: number) => {
      site.now = NOW + minutes * MINUTE_MS
      const [{ health_status, last_status_change }] = await health()
      told.push([health_status, (Date.parse(last_status_change) - NOW) / MINUTE_MS])
    }
    await site.read([beat(-30), beat(-10), beat(0)])
    await look(0)
    await look(14)
    await look(15)
    await look(3_000)
    await site.read([{ type: 'health', sensor: 'OA1', at: NOW + 3_000 * MINUTE_MS, status: 'degraded' }])
    await look(3_001)

    expect(told).toEqual([
      ['healthy', -10],
      ['healthy', -10],
      ['offline', 15],
      ['offline', 15],
      ['degraded', 3_000],
    ])
  })
})

describe('the history of a sensor’s health', () => {
  const history = (range: object) => post('/v3/sensors/health/history', { serial_numbers: ['OA1'], ...range })

  test('begins with the status in force, then has every change', async () => {
    await site.read([
      { type: 'heartbeat', sensor: 'OA1', at: '2024-05-14T07:00:00Z' },
      { type: 'heartbeat', sensor: 'OA1', at: '2024-05-14T08:00:00.250Z' },
      { type: 'health', sensor: 'OA1', at: '2024-05-14T08:10:00Z', status: 'offline' },
      { type: 'health', sensor: 'OA1', at: '2024-05-14T08:20:00Z', status: 'degraded' },
    ])

    const { status, body } = await history({
      start_date: '2024-05-14T07:05:30Z',
      end_date: '2024-05-14T08:59:00Z',
    })

    expect(status).toBe(200)
    expect(body).toEqual({
      OA1: [
        { health_status: 'healthy', timestamp: '2024-05-14T07:05:00Z' },
        { health_status: 'offline', timestamp: '2024-05-14T07:15:00Z' },
        { health_status: 'healthy', timestamp: '2024-05-14T08:00:00.250Z' },
        { health_status: 'offline', timestamp: '2024-05-14T08:10:00Z' },
        { health_status: 'degraded', timestamp: '2024-05-14T08:20:00Z' },
        { health_status: 'offline', timestamp: '2024-05-14T08:35:00Z' },
      ],
    })
  })

  test('ends now, and is empty in the future', async () => {
    await site.read([{ type: 'heartbeat', sensor: 'OA1', at: '2024-05-14T08:55:00Z' }])

    const range = { start_date: '2024-05-14T08:00:00Z', end_date: '2024-05-14T23:00:00Z' }
    expect((await history(range)).body.OA1).toEqual([
      { health_status: 'unknown', timestamp: '2024-05-14T08:00:00Z' },
      { health_status: 'healthy', timestamp: '2024-05-14T08:55:00Z' },
    ])
    expect(
      (await history({ start_date: '2025-01-01T00:00:00Z', end_date: '2025-01-02T00:00:00Z' })).body,
    ).toEqual({ OA1: [] })
  })

  test('without an offset reads the clock of where the sensor is', async () => {
    const { body } = await history({ start_date: '2024-05-14T09:00:00', end_date: '2024-05-14T09:59:59' })

    expect(body.OA1).toEqual([{ health_status: 'unknown', timestamp: '2024-05-14T00:00:00Z' }])
  })

  test('of a name that objects have is one like any other', async () => {
    await site.call('POST', '/api/sensors', {
      serial_number: '__proto__',
      sensor_type: 'oa',
      space_id: 'spc_cafe',
    })
    const response = await site.server.request({
      method: 'POST',
      url: '/v3/sensors/health/history',
      payload: { start_date: text(NOW - MINUTE_MS), end_date: text(NOW), serial_numbers: ['__proto__'] },
    })

    expect(response.body).toContain('{"__proto__":[{')
  })

  test.each([
    [{ end_date: '2024-05-14T09:00:00Z' }, 'start_date'],
    [{ start_date: '2024-05-14T09:00:00Z' }, 'end_date'],
    [{ start_date: '2024-05-14', end_date: '2024-05-14T09:00:00Z' }, 'start_date'],
    [{ start_date: '2024-05-14T09:00:00Z', end_date: '2024-05-14T08:00:00Z' }, 'end_date'],
    [{ start_date: '2024-05-01T00:00:00Z', end_date: '2024-05-11T00:00:01Z' }, '10 days'],
    [{ start_date: '2024-05-01T00:00:00', end_date: '2024-05-11T00:00:01' }, '10 days'],
  ])('of the range %j is refused', async (range, named) => {
    expect(await history(range)).toEqual({
      status: 400,
      body: { code: 400, message: expect.stringContaining(named) },
    })
  })

  test.each(['2024-05-10T23:59:59Z', '2024-05-11T00:00:00Z'])(
    'of ten days, to %s, is answered',
    async (end) => {
      expect((await history({ start_date: '2024-05-01T00:00:00Z', end_date: end })).status).toBe(200)
    },
  )
})
