import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NOW, openSite, type Site } from './resources-site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const HOUR_MS = 3_600_000
const spaceNamed = async (id: string) =>
  (await site.call('GET', '/v3/spaces')).body.find((space: { id: string }) => space.id === id)

describe.each(['PUT', 'PATCH'] as const)('%s of a space', (method) => {
  test('changes what the body names and answers the space', async () => {
    const before = await spaceNamed('spc_quiet')
    const change = {
      address: ' 1 High Street ',
      capacity: 12,
      function: 'focus_room',
      iwms_id: 'B-2',
      name: ' Quieter ',
      time_zone: 'Asia/Kathmandu',
    }

    const { status, body } = await site.call(method, '/v3/spaces/spc_quiet', { ...change, unknown: 1 })

    expect(status).toBe(200)
    expect(body).toEqual({ ...before, ...change, name: 'Quieter', address: '1 High Street' })
    expect(await spaceNamed('spc_quiet')).toEqual(body)
  })

  test('leaves alone what the body does not name', async () => {
    const before = await spaceNamed('spc_quiet')

    expect(await site.call(method, '/v3/spaces/spc_quiet')).toEqual({ status: 200, body: before })
    expect((await site.call(method, '/v3/spaces/spc_quiet/', { capacity: null })).body).toEqual({
      ...before,
      capacity: null,
    })
  })

  test.each([
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(256) }, 'name'],
    [{ name: null }, 'name'],
    [{ capacity: -1 }, 'capacity'],
    [{ capacity: 1.5 }, 'capacity'],
    [{ capacity: '4' }, 'capacity'],
    [{ capacity: 2 ** 31 }, 'capacity'],
    [{ function: 'ballroom' }, 'function'],
    [{ function: 7 }, 'function'],
    [{ address: 7 }, 'address'],
    [{ address: 'x'.repeat(256) }, 'address'],
    [{ iwms_id: ['a'] }, 'iwms_id'],
    [{ iwms_id: 'x'.repeat(256) }, 'iwms_id'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone'],
    [{ time_zone: '+09:00' }, 'time_zone'],
    [{ time_zone: null }, 'time_zone'],
  ])('refuses %j, naming the field, and changes nothing', async (change, field) => {
    const before = await spaceNamed('spc_quiet')

    const { status, body } = await site.call(method, '/v3/spaces/spc_quiet', { capacity: 9, ...change })

    expect(status).toBe(400)
    expect(body).toEqual({ code: 400, message: expect.stringContaining(field) })
    expect(await spaceNamed('spc_quiet')).toEqual(before)
  })

  test('says which functions there are', async () => {
    const { body } = await site.call(method, '/v3/spaces/spc_quiet', { function: 'ballroom' })

    expect(body.message).toContain('phone_booth, place_of_worship')
  })

  test('is in the audit with before and after', async () => {
    await site.call(method, '/v3/spaces/spc_quiet', { capacity: 9 })

    const [entry] = (await site.call('GET', '/api/audit?limit=1')).body.data
    expect(entry).toMatchObject({ action: 'space.update', target: 'spc_quiet' })
    expect(JSON.stringify(entry)).toContain('"capacity":4')
    expect(JSON.stringify(entry)).toContain('"capacity":9')
  })
})

describe('a changed capacity', () => {
  const utilization = async (start: string, end: string, resolution = 'total') => {
    const query = { start_date: start, end_date: end, space_ids: ['spc_quiet'], time_resolution: resolution }
    return (await site.call('POST', '/v3/analytics/utilization', query)).body.spc_quiet
  }
  const percents = async () => {
    const { location_id } = (await site.call('GET', '/api/spaces/spc_quiet')).body
    const query = 'start_date=2024-05-13&end_date=2024-05-15&interval=daily'
    const { body } = await site.call('GET', `/v2/locations/${location_id}/occupancy?${query}`)
    return body.data.map((point: { average_percent: number; peak_percent: number }) => [
      point.average_percent,
      point.peak_percent,
    ])
  }
  const patch = (capacity: number | null) => site.call('PATCH', '/v3/spaces/spc_quiet', { capacity })

  beforeEach(async () => {
    const beats = Array.from({ length: 24 * 12 * 2 }, (_, index) => ({
      type: 'heartbeat',
      sensor: 'OA1',
      at: NOW - 24 * HOUR_MS + index * 300_000,
    }))
    site.now = NOW + 24 * HOUR_MS
    await site.read([{ type: 'count', sensor: 'OA1', at: NOW - 24 * HOUR_MS, count: 2 }, ...beats])
    site.now = NOW
  })

  test('leaves a past day its own, and cuts the bucket in which it changed by time', async () => {
    await patch(8)
    site.now = NOW + 12 * HOUR_MS

    const rows = await utilization('2024-05-13T09:00:00Z', '2024-05-14T14:59:59Z', 'day')

    // Tokyo's midnight is 15:00Z, 9 hours before the change at 09:00Z; 6 hours follow in the same day.
    expect(rows['2024-05-13T09:00:00Z']).toMatchObject({ utilization_avg: 0.5, utilization_max: 0.5 })
    expect(rows['2024-05-13T15:00:00Z']).toMatchObject({
      utilization_avg: (0.5 * 18 + 0.25 * 6) / 24,
      utilization_max: 0.5,
    })
    expect(await utilization('2024-05-14T09:00:00Z', '2024-05-14T13:59:59Z')).toEqual({
      '2024-05-14T09:00:00Z': expect.objectContaining({ utilization_avg: 0.25, utilization_max: 0.25 }),
    })
  })

  test('counts the same in the percents of Occuspace', async () => {
    await patch(8)
    site.now = NOW + 24 * HOUR_MS

    const halves = 100 * ((0.5 * 18 + 0.25 * 6) / 24)
    expect(await percents()).toEqual([
      [50, 50],
      [halves, 50],
      [25, 25],
    ])
  })

  test('changed through the own surface counts as well', async () => {
    await site.call('PATCH', '/api/spaces/spc_quiet', { capacity: 8 })
    site.now = NOW + HOUR_MS

    const rows = await utilization('2024-05-14T08:00:00Z', '2024-05-14T09:59:59Z', 'hour')

    const averages = Object.values(rows).map((row) => (row as { utilization_avg: number }).utilization_avg)
    expect(averages).toEqual([0.5, 0.25])
  })

  test('taken away is null from then on, and set again leaves the gap', async () => {
    await patch(null)
    site.now = NOW + HOUR_MS
    await patch(2)
    site.now = NOW + 2 * HOUR_MS

    const rows = await utilization('2024-05-14T08:00:00Z', '2024-05-14T10:59:59Z', 'hour')
    const total = await utilization('2024-05-14T08:00:00Z', '2024-05-14T10:59:59Z')

    const averages = Object.values(rows).map((row) => (row as { utilization_avg: number }).utilization_avg)
    expect(averages).toEqual([0.5, null, 1])
    expect(Object.values(total)).toEqual([
      expect.objectContaining({ utilization_avg: 0.75, utilization_max: 1 }),
    ])
  })

  test('holds for all the past when it is the first', async () => {
    await site.call('PATCH', '/v3/spaces/spc_one', { capacity: 20 })

    const query = {
      start_date: '2024-05-13T10:00:00Z',
      end_date: '2024-05-13T10:59:59Z',
      space_ids: ['spc_one'],
    }
    const { body } = await site.call('POST', '/v3/analytics/utilization', query)
    expect(Object.values(body.spc_one)).toEqual([expect.objectContaining({ utilization_avg: 0.1 })])
  })

  test('changes nothing about occupancy and time used', async () => {
    const query = {
      start_date: '2024-05-13T00:00:00Z',
      end_date: '2024-05-14T08:59:59Z',
      time_resolution: 'hour',
    }
    const metrics = { ...query, space_ids: ['spc_quiet'], metrics: ['occupancy', 'time_used'] }
    const before = await site.call('POST', '/v3/analytics/metrics', metrics)

    await patch(8)

    expect(await site.call('POST', '/v3/analytics/metrics', metrics)).toEqual(before)
  })
})
