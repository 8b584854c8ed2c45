import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { count, crossing, demand, health, openSite, type Site } from './site.ts'

let site: Site

beforeEach(async () => {
  site = await openSite('2024-05-14T12:00:00Z')
  await site.space('spc_floor', { space_type: 'floor' })
  await site.space('spc_oa', { parent_id: 'spc_floor', capacity: 4 })
  await site.space('spc_waffle', { parent_id: 'spc_floor' })
  await site.space('spc_entry', { parent_id: 'spc_floor' })
  await site.space('spc_bare', { parent_id: 'spc_floor' })
  await site.sensor('OA', { sensor_type: 'oa', space_id: 'spc_oa', heartbeat_seconds: 60 })
  await site.sensor('W', { sensor_type: 'waffle', space_id: 'spc_waffle' })
  await site.doorway('drw_1', { spaces: [{ id: 'spc_entry', sensor_placement: 1 }] })
  await site.sensor('E', { sensor_type: 'entry', doorway_id: 'drw_1' })
})
afterEach(() => site.close())

const never = { count: null, timestamp: null, space_health_status: 'unknown', is_capped: false }

describe('the current count', () => {
  test('of every space is what was last reported, from the acknowledgement on', async () => {
    await site.send([
      count('OA', '2024-05-14T11:59:00Z', 2),
      count('W', '2024-05-14T11:58:00Z', 3),
      crossing('E', '2024-05-14T11:57:00Z', 1, { n: 5 }),
    ])

    expect(await site.ask('occupancy/current')).toEqual({
      spc_floor: {
        count: 10,
        timestamp: '2024-05-14T11:59:00Z',
        space_health_status: 'healthy',
        counting_mode: null,
        is_capped: false,
        capped_count_limit: null,
      },
      spc_oa: {
        count: 2,
        timestamp: '2024-05-14T11:59:00Z',
        space_health_status: 'healthy',
        counting_mode: 'oa',
        is_capped: false,
        capped_count_limit: null,
      },
      spc_waffle: {
        count: 3,
        timestamp: '2024-05-14T11:58:00Z',
        space_health_status: 'healthy',
        counting_mode: 'waffle',
        is_capped: true,
        capped_count_limit: 3,
      },
      spc_entry: {
        count: 5,
        timestamp: '2024-05-14T11:57:00Z',
        space_health_status: 'healthy',
        counting_mode: 'entry',
        is_capped: false,
        capped_count_limit: null,
      },
      spc_bare: { ...never, counting_mode: null, capped_count_limit: null },
    })
  })

  test('is null where nothing was ever reported', async () => {
    expect(await site.ask('occupancy/current', { space_ids: ['spc_oa'] })).toEqual({
      spc_oa: { ...never, counting_mode: 'oa', capped_count_limit: null },
    })
  })

  test('stays when the sensor falls silent, and the health tells the truth', async () => {
    await site.send([count('OA', '2024-05-14T12:00:00Z', 2)])
    site.setNow('2024-05-14T12:02:59.999Z')
    const before = await site.ask('occupancy/current', { space_ids: ['spc_oa'] })

    site.setNow('2024-05-14T12:03:00Z')

    expect(before['spc_oa']).toMatchObject({ count: 2, space_health_status: 'healthy' })
    expect((await site.ask('occupancy/current', { space_ids: ['spc_oa'] }))['spc_oa']).toMatchObject({
      count: 2,
      space_health_status: 'offline',
    })
  })

  test('of an Entry space returns to 0 at its local daily reset', async () => {
    await site.send([crossing('E', '2024-05-14T12:00:00Z', 1, { n: 7 })])
    site.setNow('2024-05-15T03:59:59.999Z')
    const before = await site.ask('occupancy/current', { space_ids: ['spc_entry'] })

    site.setNow('2024-05-15T04:00:00Z')

    expect(before['spc_entry']?.['count']).toBe(7)
    expect((await site.ask('occupancy/current', { space_ids: ['spc_entry'] }))['spc_entry']?.['count']).toBe(
      0,
    )
  })

  test('is left alone by a late reading', async () => {
    await site.send([count('OA', '2024-05-14T11:59:00Z', 2)])

    await site.send([count('OA', '2024-05-14T11:50:00Z', 9)])

    expect((await site.ask('occupancy/current'))['spc_oa']?.['count']).toBe(2)
  })

  test('of a reading from the next minutes is there when its moment comes', async () => {
    await site.send([count('OA', '2024-05-14T11:59:00Z', 2), count('OA', '2024-05-14T12:02:00Z', 9)])
    const before = await site.ask('occupancy/current', { space_ids: ['spc_oa'] })

    site.setNow('2024-05-14T12:02:00Z')

    expect(before['spc_oa']?.['count']).toBe(2)
    expect((await site.ask('occupancy/current', { space_ids: ['spc_oa'] }))['spc_oa']?.['count']).toBe(9)
  })

  test('goes along with a clock that is put back', async () => {
    await site.send([count('OA', '2024-05-14T11:50:00Z', 1), count('OA', '2024-05-14T11:59:00Z', 2)])
    site.setNow('2024-05-14T11:51:00Z')

    expect((await site.ask('occupancy/current', { space_ids: ['spc_oa'] }))['spc_oa']).toMatchObject({
      count: 1,
      timestamp: '2024-05-14T11:50:00Z',
    })
  })

  test('leaves out what is unknown or not visible, and takes a parent for all below it', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_oa'] })

    const mine = await site.ask('occupancy/current', { space_ids: ['spc_oa', 'spc_entry', 'spc_no'] }, token)
    const all = await site.ask('occupancy/current', { space_ids: ['spc_floor'] })

    expect(Object.keys(mine)).toEqual(['spc_oa'])
    expect(Object.keys(all)).toHaveLength(5)
  })

  test('comes inside data where that is configured', async () => {
    const wrapped = await openSite('2024-05-14T12:00:00Z', {
      environment: { HEADCOUNT_DENSITY_ENVELOPE: 'data' },
    })
    await wrapped.space('spc_a')

    const answer = await wrapped.ask<{ data: object }>('occupancy/current')
    await wrapped.close()

    expect(answer).toEqual({ data: { spc_a: { ...never, counting_mode: null, capped_count_limit: null } } })
  })
})

describe('presence', () => {
  test('is that of spaces with open-area or waffle sensors of their own or below, and deprecated', async () => {
    await site.send([count('OA', '2024-05-14T11:59:00Z', 0), count('W', '2024-05-14T11:58:00Z', 1)])

    const response = demand(await site.density('presence'), 200)

    expect(response.headers['deprecation']).toBe('true')
    expect(response.json()).toEqual({ spc_floor: true, spc_oa: false, spc_waffle: true })
  })

  test('with health is told of every space', async () => {
    await site.send([
      count('OA', '2024-05-14T11:59:00Z', 1),
      health('OA', '2024-05-14T11:59:30Z', 'degraded'),
      crossing('E', '2024-05-14T11:57:00Z', 1),
      crossing('E', '2024-05-14T11:57:30Z', -1),
    ])

    expect(await site.ask('presence-health')).toEqual({
      spc_floor: { presence: true, space_health_status: 'degraded', timestamp: '2024-05-14T11:59:30Z' },
      spc_oa: { presence: true, space_health_status: 'degraded', timestamp: '2024-05-14T11:59:30Z' },
      spc_waffle: { presence: null, space_health_status: 'unknown', timestamp: null },
      spc_entry: { presence: false, space_health_status: 'healthy', timestamp: '2024-05-14T11:57:30Z' },
      spc_bare: { presence: null, space_health_status: 'unknown', timestamp: null },
    })
  })

  test('of the last minutes has a row a minute, without the running one', async () => {
    await site.send([
      count('OA', '2024-05-14T11:57:30Z', 1),
      count('OA', '2024-05-14T11:58:00Z', 0),
      health('OA', '2024-05-14T11:59:00Z', 'offline'),
    ])
    site.setNow('2024-05-14T12:00:30Z')

    const room = {
      space_id: 'spc_oa',
      metrics: [
        { timestamp: '2024-05-14T11:56:00Z', presence: null },
        { timestamp: '2024-05-14T11:57:00Z', presence: true },
        { timestamp: '2024-05-14T11:58:00Z', presence: false },
        { timestamp: '2024-05-14T11:59:00Z', presence: null },
      ],
    }
    const answer = await site.ask<{ data: { space_id: string }[] }>('short-term', { minutes_lookback: 4 })
    expect(answer.data.map(({ space_id }) => space_id)).toEqual(['spc_floor', 'spc_oa'])
    expect(await site.ask('short-term', { minutes_lookback: 4, space_ids: ['spc_oa'] })).toEqual({
      data: [room],
    })
  })

  test('of the last minutes of an unknown space is 404', async () => {
    const response = await site.density('short-term', { minutes_lookback: 4, space_ids: ['spc_none'] })

    expect(response.statusCode).toBe(404)
  })

  test.each([{}, { minutes_lookback: 0 }, { minutes_lookback: 1_441 }, { minutes_lookback: 1.5 }])(
    'of the last minutes with %j is 400',
    async (body) => {
      const response = await site.density('short-term', body)

      expect(response.statusCode).toBe(400)
      expect(response.json().message).toContain('minutes_lookback')
    },
  )
})

describe('GET /api/now', () => {
  const now = async (query: Record<string, string>, token?: string) =>
    demand(await site.request({ url: '/api/now', query }, token), 200).json().spaces

  test('says of every space that counts whether its count is known, or only the last that was', async () => {
    await site.send([count('OA', '2024-05-14T11:00:00Z', 2), count('W', '2024-05-14T11:58:00Z', 1)])
    expect(await now({})).toEqual({
      spc_floor: expect.objectContaining({ count: 1, is_known: true }),
      spc_oa: expect.objectContaining({ count: 2, is_known: false, space_health_status: 'offline' }),
      spc_waffle: expect.objectContaining({ count: 1, is_known: true, presence: true }),
      spc_entry: expect.objectContaining({ count: null, is_known: false, presence: null, timestamp: null }),
    })
  })

  test('stands for a space and all below it, and refuses ids that do not exist', async () => {
    expect(Object.keys(await now({ space_ids: 'spc_oa, spc_entry' }))).toEqual(['spc_oa', 'spc_entry'])
    expect(Object.keys(await now({ space_ids: 'spc_floor' }))).toHaveLength(4)
    const refused = await site.request({ url: '/api/now', query: { space_ids: 'spc_gone' } })
    expect(refused.statusCode).toBe(404)
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_oa'] })
    expect(Object.keys(await now({}, token))).toEqual(['spc_oa'])
  })
})
